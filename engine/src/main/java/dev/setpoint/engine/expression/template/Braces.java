package dev.setpoint.engine.expression.template;

/** Finds the end of an expression, past braces that belong to it and past strings. */
final class Braces {

    private Braces() {}

    /**
     * @param from just after the opening <code>${</code>
     * @return the place of the closing brace, or -1
     */
    static int end(String text, int from) {
        var depth = 0;
        var at = from;
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '}' && depth == 0) {
                return at;
            }
            switch (c) {
                case '{' -> depth++;
                case '}' -> depth--;
                case '"', '\'' -> at = string(text, at, raw(text, at, from)) - 1;
                default -> {}
            }
            at++;
        }
        return -1;
    }

    /** Tells whether the string that begins here has an r before it, so that backslashes mean nothing in it. */
    private static boolean raw(String text, int at, int from) {
        if (at == from || Character.toLowerCase(text.charAt(at - 1)) != 'r') {
            return false;
        }
        return at - 1 == from || !Character.isJavaIdentifierPart(text.charAt(at - 2));
    }

    /** The place after the string that begins here; the end of the text when the string has none. */
    private static int string(String text, int at, boolean raw) {
        var quote = String.valueOf(text.charAt(at));
        var delimiter = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
        var here = at + delimiter.length();
        while (here < text.length()) {
            if (text.startsWith(delimiter, here)) {
                return here + delimiter.length();
            }
            here += !raw && text.charAt(here) == '\\' ? 2 : 1;
        }
        return text.length() + 1;
    }
}
