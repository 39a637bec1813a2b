package dev.setpoint.engine.document;

import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values of unquoted scalars: the YAML 1.2 core schema without its octal and hexadecimal
 * numbers. Numbers are written as in JSON; everything else, dates and {@code 0123} included, is a
 * string, so that no text is changed by reading it.
 */
final class Scalars {

    /** Longer texts of digits are no numbers anybody means, and costly to read. */
    private static final int LONGEST_NUMBER = 40;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

    private static final Set<String> OLD_BOOLEANS = Set.of("on", "off", "yes", "no");

    private Scalars() {}

    static Value plain(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> Value.Null.VALUE;
            case "true", "True", "TRUE" -> Value.of(true);
            case "false", "False", "FALSE" -> Value.of(false);
            default ->
                text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches()
                        ? new Value.Num(new BigDecimal(text))
                        : Value.of(text);
        };
    }

    /** True for a text that is a boolean in YAML 1.1 and a string in YAML 1.2. */
    static boolean ambiguous(String text) {
        return text.length() <= 3 && OLD_BOOLEANS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** The boolean that YAML 1.1 takes it for. */
    static boolean oldBoolean(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.equals("on") || lower.equals("yes");
    }
}
