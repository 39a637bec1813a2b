package dev.setpoint.cli.render;

/** Makes foreign text harmless for a terminal: no escape sequence of a tag or a message may act on it. */
final class Clean {

    private Clean() {}

    /** On one line: control characters become their escapes. */
    static String line(String text) {
        return clean(text, false);
    }

    /** As {@link #line}, with line breaks kept. */
    static String lines(String text) {
        return clean(text, true);
    }

    private static String clean(String text, boolean keepBreaks) {
        if (text.chars().noneMatch(Clean::acts)) {
            return text;
        }
        var clean = new StringBuilder(text.length() + 8);
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> clean.append(keepBreaks ? "\n" : "\\n");
                case '\t' -> clean.append(keepBreaks ? " " : "\\t");
                case '\r' -> clean.append("\\r");
                default -> {
                    if (acts(c)) {
                        clean.append("\\u%04x".formatted(c));
                    } else {
                        clean.append((char) c);
                    }
                }
            }
        });
        return clean.toString();
    }

    /** Control characters, and those that reorder the text around them. */
    private static boolean acts(int c) {
        return Character.isISOControl(c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
