package dev.setpoint.cli.render;

import java.text.Normalizer;
import java.util.HexFormat;
import java.util.function.IntPredicate;

/** Single characters: which of them can be seen, what they look like, how they are written. */
final class Characters {

    private Characters() {}

    static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Takes no room, or looks like a blank and is none. */
    static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
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

    /** Equal for texts that look alike. */
    static String skeleton(String text) {
        var look = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                look.append(look.isEmpty() || look.charAt(look.length() - 1) == ' ' ? "" : " ");
            } else if (!isInvisible(c)) {
                look.appendCodePoint(Confusables.ascii(c));
            }
        });
        return look.toString().stripTrailing();
    }

    static String escaped(String text, IntPredicate which) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (which.test(c)) {
                escape(c, escaped);
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    static void escape(int c, StringBuilder text) {
        switch (c) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default ->
                text.append(c > 0xffff ? "\\U" : "\\u")
                        .append(
                                c > 0xffff
                                        ? HexFormat.of().toHexDigits(c)
                                        : HexFormat.of().toHexDigits((char) c));
        }
    }

    static void quoted(int c, StringBuilder text) {
        if (c == '"' || c == '\\') {
            text.append('\\');
        }
        text.appendCodePoint(c);
    }
}
