package dev.setpoint.engine.expression.function;

import java.util.List;

/** CEL's functions of values that may be absent. */
final class AbsenceFunctions {

    static final List<LanguageFunction> ALL = List.of(
            LanguageFunction.standard(
                    FunctionGroup.ABSENCE,
                    "has(a.b): bool",
                    "Tells whether a map has this member.",
                    "has({'a': 1}.a)",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.ABSENCE,
                    "optional.of(T): T?",
                    "Makes a value one that may be absent.",
                    "optional.of('a').orValue('b')",
                    "\"a\""),
            LanguageFunction.standard(
                    FunctionGroup.ABSENCE,
                    "optional.none(): T?",
                    "Gives nothing.",
                    "optional.none().orValue('b')",
                    "\"b\""),
            LanguageFunction.standard(
                    FunctionGroup.ABSENCE,
                    "x.hasValue(): bool",
                    "Tells whether a value is present.",
                    "optional.of(1).hasValue()",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.ABSENCE,
                    "x.orValue(T): T",
                    "Gives the value, or the default if it is absent.",
                    "optional.none().orValue(5)",
                    "5"),
            LanguageFunction.standard(
                    FunctionGroup.ABSENCE,
                    "x.or(T?): T?",
                    "Gives the value, or the other one if it is absent.",
                    "optional.none().or(optional.of(2)).orValue(3)",
                    "2"),
            LanguageFunction.standard(
                    FunctionGroup.ABSENCE,
                    "x.value(): T",
                    "Gives the value, and fails if it is absent.",
                    "optional.of(1).value()",
                    "1"),
            LanguageFunction.standard(
                    FunctionGroup.ABSENCE,
                    "x.optMap(name, T): T?",
                    "Computes something from the value if it is present.",
                    "optional.of(2).optMap(n, n * 3).orValue(0)",
                    "6"));

    private AbsenceFunctions() {}
}
