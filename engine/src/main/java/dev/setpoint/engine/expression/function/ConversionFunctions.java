package dev.setpoint.engine.expression.function;

import java.util.List;

/** CEL's conversions, and its functions of times. */
final class ConversionFunctions {

    static final List<LanguageFunction> ALL = List.of(
            LanguageFunction.standard(
                    FunctionGroup.CONVERSIONS,
                    "string(any): string",
                    "Converts a number, a boolean, a time or bytes to text.",
                    "string(1.5)",
                    "\"1.5\""),
            LanguageFunction.standard(
                    FunctionGroup.CONVERSIONS,
                    "int(any): int",
                    "Converts a text or a number to a whole number.",
                    "int('42')",
                    "42"),
            LanguageFunction.standard(
                    FunctionGroup.CONVERSIONS,
                    "uint(any): uint",
                    "Converts a text or a number to a whole number that is not negative.",
                    "int(uint(7))",
                    "7"),
            LanguageFunction.standard(
                    FunctionGroup.CONVERSIONS,
                    "double(any): double",
                    "Converts a text or a number to a number.",
                    "double('0.5')",
                    "0.5"),
            LanguageFunction.standard(
                    FunctionGroup.CONVERSIONS,
                    "bool(string): bool",
                    "Converts a text to a boolean.",
                    "bool('true')",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.CONVERSIONS,
                    "bytes(string): bytes",
                    "Gives the UTF-8 bytes of a text.",
                    "size(bytes('é'))",
                    "2"),
            LanguageFunction.standard(
                    FunctionGroup.CONVERSIONS,
                    "dyn(T): any",
                    "Makes the type of a value unknown to the check.",
                    "dyn(1) == dyn('a')",
                    "false"),
            LanguageFunction.standard(
                    FunctionGroup.CONVERSIONS,
                    "type(any): type",
                    "Gives the type of a value.",
                    "type(1) == int",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.TIME,
                    "timestamp(string): timestamp",
                    "Reads a time.",
                    "string(timestamp('2026-01-02T03:04:05Z') + duration('1h'))",
                    "\"2026-01-02T04:04:05Z\""),
            LanguageFunction.standard(
                    FunctionGroup.TIME,
                    "duration(string): duration",
                    "Reads a length of time.",
                    "duration('90m') > duration('1h')",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.TIME,
                    "x.getFullYear(): int",
                    "Gives the year of a time, in UTC or in the time zone given.",
                    "timestamp('2026-01-02T03:04:05.006Z').getFullYear()",
                    "2026"),
            LanguageFunction.standard(
                    FunctionGroup.TIME,
                    "x.getMonth(): int",
                    "Gives the month from 0 of a time, in UTC or in the time zone given.",
                    "timestamp('2026-01-02T03:04:05.006Z').getMonth()",
                    "0"),
            LanguageFunction.standard(
                    FunctionGroup.TIME,
                    "x.getDate(): int",
                    "Gives the day of the month from 1 of a time, in UTC or in the time zone given.",
                    "timestamp('2026-01-02T03:04:05.006Z').getDate()",
                    "2"),
            LanguageFunction.standard(
                    FunctionGroup.TIME,
                    "x.getDayOfMonth(): int",
                    "Gives the day of the month from 0 of a time, in UTC or in the time zone given.",
                    "timestamp('2026-01-02T03:04:05.006Z').getDayOfMonth()",
                    "1"),
            LanguageFunction.standard(
                    FunctionGroup.TIME,
                    "x.getDayOfWeek(): int",
                    "Gives the day of the week from 0 for Sunday of a time, in UTC or in the time zone given.",
                    "timestamp('2026-01-02T03:04:05.006Z').getDayOfWeek()",
                    "5"),
            LanguageFunction.standard(
                    FunctionGroup.TIME,
                    "x.getDayOfYear(): int",
                    "Gives the day of the year from 0 of a time, in UTC or in the time zone given.",
                    "timestamp('2026-01-02T03:04:05.006Z').getDayOfYear()",
                    "1"),
            LanguageFunction.standard(
                    FunctionGroup.TIME,
                    "x.getHours(): int",
                    "Gives the hour of a time, in UTC or in the time zone given.",
                    "timestamp('2026-01-02T03:04:05.006Z').getHours()",
                    "3"),
            LanguageFunction.standard(
                    FunctionGroup.TIME,
                    "x.getMinutes(): int",
                    "Gives the minute of a time, in UTC or in the time zone given.",
                    "timestamp('2026-01-02T03:04:05.006Z').getMinutes()",
                    "4"),
            LanguageFunction.standard(
                    FunctionGroup.TIME,
                    "x.getSeconds(): int",
                    "Gives the second of a time, in UTC or in the time zone given.",
                    "timestamp('2026-01-02T03:04:05.006Z').getSeconds()",
                    "5"),
            LanguageFunction.standard(
                    FunctionGroup.TIME,
                    "x.getMilliseconds(): int",
                    "Gives the millisecond of a time, in UTC or in the time zone given.",
                    "timestamp('2026-01-02T03:04:05.006Z').getMilliseconds()",
                    "6"));

    private ConversionFunctions() {}
}
