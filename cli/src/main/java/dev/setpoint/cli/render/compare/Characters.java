package dev.setpoint.cli.render.compare;

import dev.setpoint.engine.diagnostic.Printable;
import java.text.Normalizer;

/** Look of single characters, and their form in quotes. */
final class Characters {

    private Characters() {}

    static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Returns true for a character that cannot be seen, or that looks like a blank and is another. */
    static boolean isUnclear(int c) {
        return Printable.isInvisible(c) || (c != ' ' && Character.getType(c) == Character.SPACE_SEPARATOR);
    }

    /** Returns the same text for texts that look alike. */
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
