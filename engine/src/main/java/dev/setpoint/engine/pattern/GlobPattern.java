package dev.setpoint.engine.pattern;

/**
 * Compiles file patterns with the syntax of Java's {@code glob:}, matched in linear time: {@code *} and {@code ?}
 * within a name, {@code **} across folders, {@code [a-z]}, {@code [!a-z]}, {@code {a,b}}, and a backslash before a
 * literal character.
 */
public final class GlobPattern {

    private final String text;
    private final StringBuilder written = new StringBuilder("(?s)");
    private int groups;

    private GlobPattern(String text) {
        this.text = text;
    }

    /** @throws RefusedPatternException when the text is no valid file pattern, or too large */
    public static LinearPattern of(String text) {
        var glob = new GlobPattern(text);
        for (var at = 0; at < text.length(); ) {
            at = glob.step(at);
        }
        if (glob.groups > 0) {
            throw new RefusedPatternException("a `{` is never closed by a `}`");
        }
        return LinearPattern.of(glob.written.toString());
    }

    /** Reads one element of the pattern and returns the position after it. */
    private int step(int at) {
        switch (text.charAt(at)) {
            case '*' -> {
                var across = text.startsWith("**", at);
                written.append(across ? ".*" : "[^/]*");
                return across ? at + 2 : at + 1;
            }
            case '?' -> written.append("[^/]");
            case '[' -> {
                return classOf(at + 1);
            }
            case '{' -> {
                groups++;
                written.append("(?:");
            }
            case '}' -> written.append(groups > 0 && groups-- > 0 ? ")" : "}");
            case ',' -> written.append(groups > 0 ? "|" : ",");
            case '\\' -> {
                if (at + 1 == text.length()) {
                    throw new RefusedPatternException("it ends with a backslash");
                }
                return literal(at + 1);
            }
            default -> {
                return literal(at);
            }
        }
        return at + 1;
    }

    private int literal(int at) {
        var point = text.codePointAt(at);
        written.append("\\x{").append(Integer.toHexString(point)).append('}');
        return at + Character.charCount(point);
    }

    private int classOf(int begin) {
        var not = text.startsWith("!", begin);
        var at = not ? begin + 1 : begin;
        var end = text.indexOf(']', at + 1);
        if (end < 0) {
            throw new RefusedPatternException("a `[` is never closed by a `]`");
        }
        if (text.substring(at, end).contains("/")) {
            throw new RefusedPatternException("a class of characters cannot hold `/`");
        }
        written.append(not ? "[^/" : "[");
        var first = at;
        while (at < end) {
            var range = text.charAt(at) == '-' && at > first && at + 1 < end;
            if (range) {
                written.append('-');
                at++;
            } else {
                at = literal(at);
            }
        }
        written.append(']');
        return end + 1;
    }
}
