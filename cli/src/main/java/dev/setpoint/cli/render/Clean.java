package dev.setpoint.cli.render;

import java.util.HexFormat;

/** Makes foreign text harmless for a terminal: no escape sequence of a tag or a message may act on it. */
final class Clean {

    private Clean() {}

    /** On one line: control characters become their escapes. */
    static String line(String text) {
        return clean(text, "\\t");
    }

    /** As {@link #line}, with tabs kept: a line of a text that is shown as it is. */
    static String verbatim(String line) {
        return clean(line, "\t");
    }

    private static String clean(String text, String tab) {
        if (text.chars().noneMatch(Clean::acts)) {
            return text;
        }
        var clean = new StringBuilder(text.length() + 8);
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> clean.append("\\n");
                case '\t' -> clean.append(tab);
                case '\r' -> clean.append("\\r");
                default -> {
                    if (acts(c)) {
                        clean.append("\\u").append(HexFormat.of().toHexDigits((char) c));
                    } else {
                        clean.append((char) c);
                    }
                }
            }
        });
        return clean.toString();
    }

    /** Control characters, other line breaks, and those that reorder the text around them. */
    private static boolean acts(int c) {
        return Character.isISOControl(c)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200e
                || c == 0x200f
                || c == 0x061c;
    }
}
