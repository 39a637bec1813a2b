package dev.setpoint.cli.render;

import dev.setpoint.engine.diagnostic.Printable;
import java.text.Normalizer;

/** Single characters: what they look like, and how they are written in quotes. */
final class Characters {

    private Characters() {}

    static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Cannot be seen, or looks like a blank and is another. */
    static boolean isUnclear(int c) {
        return Printable.isInvisible(c) || (c != ' ' && Character.getType(c) == Character.SPACE_SEPARATOR);
    }

    /** Equal for texts that look alike. */
    static String skeleton(String text) {
        var look = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                look.append(look.isEmpty() || look.charAt(look.length() - 1) == ' ' ? "" : " ");
            } else if (!Printable.isInvisible(c)) {
                look.appendCodePoint(Confusables.ascii(c));
            }
        });
        return look.toString().stripTrailing();
    }

    static void quoted(int c, StringBuilder text) {
        if (c == '"' || c == '\\') {
            text.append('\\');
        }
        text.appendCodePoint(c);
    }
}
