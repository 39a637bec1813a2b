package dev.setpoint.engine.diagnostic;

import java.util.HexFormat;
import java.util.function.IntPredicate;

/**
 * Text from a spec, a file or a cloud, made fit to be shown: characters that act on a terminal, break a line, reorder
 * the text around them or cannot be seen are written as escapes. Every output shows foreign text through this class.
 */
public final class Printable {

    private Printable() {}

    /** On one line. */
    public static String line(String text) {
        return escaped(text, Printable::isInvisible);
    }

    /** As {@link #line}, with tabs kept: a line of a text that is shown as it is. */
    public static String verbatim(String line) {
        return escaped(line, c -> c != '\t' && isInvisible(c));
    }

    /**
     * A control character, or one that takes no room or reorders the text around it. Blanks of any width are not
     * included.
     */
    public static boolean isInvisible(int c) {
        if (c < 0x7f) {
            return c < ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> isIgnorable(c);
        };
    }

    /** Letters and marks that fonts show as nothing; the empty pattern of Braille. */
    private static boolean isIgnorable(int c) {
        return c == 0x034f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c == 0x2800
                || c == 0x3164
                || c == 0xffa0
                || (c >= 0x180b && c <= 0x180f)
                || (c >= 0xfe00 && c <= 0xfe0f)
                || (c >= 0xe0100 && c <= 0xe01ef);
    }

    /** The text with escapes for these characters. */
    public static String escaped(String text, IntPredicate which) {
        var escaped = new StringBuilder(text.length());
        for (int at = 0, c; at < text.length(); at += Character.charCount(c)) {
            c = text.codePointAt(at);
            if (which.test(c)) {
                escape(c, escaped);
            } else {
                escaped.appendCodePoint(c);
            }
        }
        return escaped.toString();
    }

    /** Appends the escape of a character, as a double-quoted string of YAML has it. */
    public static void escape(int c, StringBuilder text) {
        switch (c) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                if (c > 0xffff) {
                    text.append("\\U").append(HexFormat.of().toHexDigits(c));
                } else {
                    unit((char) c, text);
                }
            }
        }
    }

    /** Appends the escape of a character, or of one half of it, as JSON has it too. */
    public static void unit(char unit, StringBuilder text) {
        text.append("\\u").append(HexFormat.of().toHexDigits(unit));
    }
}
