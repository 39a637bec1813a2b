package dev.setpoint.engine.expression.function;

import java.util.List;

/** CEL's functions of texts and regular expressions. */
final class TextualFunctions {

    static final List<LanguageFunction> ALL = List.of(
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.contains(string): bool",
                    "Tells whether a text has another in it.",
                    "'bucket'.contains('uck')",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.startsWith(string): bool",
                    "Tells whether a text begins with another.",
                    "'bucket'.startsWith('bu')",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.endsWith(string): bool",
                    "Tells whether a text ends with another.",
                    "'bucket'.endsWith('et')",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.charAt(int): string",
                    "Gives the character at an index.",
                    "'abc'.charAt(1)",
                    "\"b\""),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.indexOf(string): int",
                    "Gives the index of the first place of a text in another, or -1; a second argument says where to begin.",
                    "'banana'.indexOf('an')",
                    "1"),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.lastIndexOf(string): int",
                    "Gives the index of the last place of a text in another, or -1.",
                    "'banana'.lastIndexOf('an')",
                    "3"),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.join(string): string",
                    "Joins the texts of a list with a separator.",
                    "['a', 'b'].join('-')",
                    "\"a-b\""),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.split(string): list",
                    "Divides a text at each separator; a second argument limits the number of parts.",
                    "'a,b'.split(',')",
                    "[\"a\", \"b\"]"),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.lowerAscii(): string",
                    "Makes ASCII letters lower case.",
                    "'Log'.lowerAscii()",
                    "\"log\""),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.upperAscii(): string",
                    "Makes ASCII letters upper case.",
                    "'Log'.upperAscii()",
                    "\"LOG\""),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.replace(string, string): string",
                    "Replaces each place of a text by another; a third argument limits the number.",
                    "'a-b-c'.replace('-', '.')",
                    "\"a.b.c\""),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.substring(int, int): string",
                    "Gives the characters from one index up to another, which is not included, or to the end.",
                    "'bucket'.substring(0, 3)",
                    "\"buc\""),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "x.trim(): string",
                    "Removes white space at both ends.",
                    "'  a '.trim()",
                    "\"a\""),
            LanguageFunction.standard(
                    FunctionGroup.TEXT,
                    "strings.quote(string): string",
                    "Puts a text in quotes, with escapes.",
                    "strings.quote('a\"b')",
                    "\"\\\"a\\\\\\\"b\\\"\""),
            LanguageFunction.standard(
                    FunctionGroup.PATTERNS,
                    "x.matches(string): bool",
                    "Tells whether a part of a text matches a regular expression (RE2).",
                    "'eu-west-1'.matches('^[a-z]+-')",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.PATTERNS,
                    "regex.replace(string, string, string): string",
                    "Replaces each match of a regular expression; a backslash and a number stand for a group, and a fourth argument limits the number.",
                    "regex.replace('Log Archive', '[^a-zA-Z]+', '-')",
                    "\"Log-Archive\""),
            LanguageFunction.standard(
                    FunctionGroup.PATTERNS,
                    "regex.extract(string, string): string?",
                    "Gives the first match of a regular expression, or of its group.",
                    "regex.extract('v1.2', 'v([0-9]+)').orValue('0')",
                    "\"1\""),
            LanguageFunction.standard(
                    FunctionGroup.PATTERNS,
                    "regex.extractAll(string, string): list",
                    "Gives all matches of a regular expression, or of its group.",
                    "regex.extractAll('a1b22', '[0-9]+')",
                    "[\"1\", \"22\"]"));

    private TextualFunctions() {}
}
