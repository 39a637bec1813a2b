package dev.setpoint.engine.expression.function;

import java.util.List;

/** CEL's functions of numbers. */
final class NumericFunctions {

    static final List<LanguageFunction> ALL = List.of(
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.greatest(number…): number",
                    "Gives the greatest number.",
                    "math.greatest(1, 3, 2)",
                    "3"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.least(number…): number",
                    "Gives the least number.",
                    "math.least([1, 3, 2])",
                    "1"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.abs(number): number",
                    "Gives a number without its sign.",
                    "math.abs(-2)",
                    "2"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS, "math.sign(number): number", "Gives -1, 0 or 1.", "math.sign(-2)", "-1"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS, "math.ceil(double): double", "Rounds up.", "math.ceil(1.2)", "2"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS, "math.floor(double): double", "Rounds down.", "math.floor(1.8)", "1"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.round(double): double",
                    "Rounds to the nearest whole number, halves away from zero.",
                    "math.round(1.5)",
                    "2"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.trunc(double): double",
                    "Removes the digits after the point.",
                    "math.trunc(-1.8)",
                    "-1"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS, "math.sqrt(number): double", "Gives the square root.", "math.sqrt(9)", "3"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.isFinite(double): bool",
                    "Tells whether a number is finite.",
                    "math.isFinite(1.5)",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.isInf(double): bool",
                    "Tells whether a number is infinite.",
                    "math.isInf(1.5)",
                    "false"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.isNaN(double): bool",
                    "Tells whether a number is undefined.",
                    "math.isNaN(1.5)",
                    "false"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.bitAnd(int, int): int",
                    "Gives the bits that both numbers have.",
                    "math.bitAnd(6, 3)",
                    "2"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.bitOr(int, int): int",
                    "Gives the bits that one of the numbers has.",
                    "math.bitOr(6, 3)",
                    "7"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.bitXor(int, int): int",
                    "Gives the bits that exactly one of the numbers has.",
                    "math.bitXor(6, 3)",
                    "5"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.bitNot(int): int",
                    "Gives the bits that a number does not have.",
                    "math.bitNot(0)",
                    "-1"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.bitShiftLeft(int, int): int",
                    "Moves the bits of a number to the left.",
                    "math.bitShiftLeft(1, 4)",
                    "16"),
            LanguageFunction.standard(
                    FunctionGroup.NUMBERS,
                    "math.bitShiftRight(int, int): int",
                    "Moves the bits of a number to the right.",
                    "math.bitShiftRight(16, 4)",
                    "1"));

    private NumericFunctions() {}
}
