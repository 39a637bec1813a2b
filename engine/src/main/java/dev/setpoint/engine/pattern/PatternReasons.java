package dev.setpoint.engine.pattern;

import com.google.re2j.PatternSyntaxException;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Explains RE2's syntax errors to people who know other regular expressions. */
final class PatternReasons {

    private static final Pattern RANGE = Pattern.compile("\\{([0-9]+),([0-9]+)}");

    private PatternReasons() {}

    /** Returns the reason, as the end of a sentence. */
    static String of(String text, PatternSyntaxException e) {
        var part = e.getPattern();
        return switch (e.getDescription()) {
            case "invalid or unsupported Perl syntax", "invalid named capture" -> group(text, part);
            case "invalid escape sequence" ->
                part.matches("\\\\[1-9]")
                        ? "RE2 has no back references such as `" + part + "`"
                        : "RE2 has no `" + part + "`";
            case "invalid repeat count" ->
                isReversed(part)
                        ? "`" + part + "` is not a valid number of repetitions"
                        : "`" + part + "` repeats more than 1,000 times, the maximum";
            case "invalid nested repetition operator" ->
                "`" + part + "` repeats a repetition, and RE2 has no possessive ones";
            case "invalid character class range" -> "`" + part + "` is not a range or class of characters in RE2";
            case "missing closing ]" -> "a `[` is never closed by a `]`";
            case "missing closing )" -> "a `(` is never closed by a `)`";
            case "unexpected )", "regexp/syntax: internal error" -> "a `)` has no matching `(`";
            case "missing argument to repetition operator" -> "`" + part + "` has nothing before it to repeat";
            case "trailing backslash at end of expression" -> "it ends with a backslash";
            default -> e.getDescription() + (part.isEmpty() ? "" : ": `" + part + "`");
        };
    }

    private static boolean isReversed(String repetition) {
        var numbers = RANGE.matcher(repetition);
        return numbers.matches() && new BigInteger(numbers.group(1)).compareTo(new BigInteger(numbers.group(2))) > 0;
    }

    private static String group(String text, String part) {
        var at = Math.max(0, text.indexOf(part));
        if (text.startsWith("(?=", at) || text.startsWith("(?!", at)) {
            return "RE2 has no look-ahead such as `" + text.substring(at, at + 3) + "`";
        }
        if (text.startsWith("(?<=", at) || text.startsWith("(?<!", at)) {
            return "RE2 has no look-behind such as `" + text.substring(at, at + 4) + "`";
        }
        if (text.startsWith("(?>", at)) {
            return "RE2 has no atomic groups such as `(?>`";
        }
        return "RE2 has no `" + part + "`";
    }
}
