package dev.setpoint.engine.pattern;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Translates patterns of schemas and input declarations from Java syntax to RE2 syntax with the same meaning: a dot
 * matches no line end, {@code \s} also a vertical tab, and characters and classes have other names.
 */
final class SchemaSyntax {

    private static final String DOT = "[^\\n\\r\\x{85}\\x{2028}\\x{2029}]";
    private static final String SPACES = "\\t\\n\\x{b}\\f\\r ";

    /** The flag that makes a dot match line ends. */
    private static final Pattern DOT_IS_ALL = Pattern.compile("\\(\\?[a-zA-Z]*s");

    private static final Pattern CHARACTER = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");
    private static final Pattern CLASS = Pattern.compile("\\\\([pP])\\{(Is)?([A-Za-z]+)}");

    private static final Map<String, String> POSIX = Map.ofEntries(
            Map.entry("Lower", "lower"),
            Map.entry("Upper", "upper"),
            Map.entry("ASCII", "ascii"),
            Map.entry("Alpha", "alpha"),
            Map.entry("Digit", "digit"),
            Map.entry("Alnum", "alnum"),
            Map.entry("Punct", "punct"),
            Map.entry("Graph", "graph"),
            Map.entry("Print", "print"),
            Map.entry("Blank", "blank"),
            Map.entry("Cntrl", "cntrl"),
            Map.entry("XDigit", "xdigit"),
            Map.entry("Space", "space"));

    private final String text;
    private final StringBuilder written = new StringBuilder();
    private final boolean dotIsAll;
    private boolean inClass;

    private SchemaSyntax(String text) {
        this.text = text;
        this.dotIsAll = DOT_IS_ALL.matcher(text).find();
    }

    /** @throws RefusedPatternException when RE2 would interpret it differently */
    static String translated(String text) {
        var syntax = new SchemaSyntax(text);
        for (var at = 0; at < text.length(); ) {
            at = syntax.step(at);
        }
        return syntax.written.toString();
    }

    /** Reads one element of the pattern and returns the position after it. */
    private int step(int at) {
        var c = text.charAt(at);
        if (c == '\\') {
            return escape(at);
        }
        if (inClass && c == '[') {
            throw new RefusedPatternException("RE2 has no classes of characters inside of others");
        }
        if (inClass && text.startsWith("&&", at)) {
            throw new RefusedPatternException("RE2 has no intersections of classes such as `&&`");
        }
        if (!inClass && c == '.' && !dotIsAll) {
            written.append(DOT);
            return at + 1;
        }
        if (!inClass && c == '[') {
            inClass = true;
            return opening(at);
        }
        inClass &= c != ']';
        written.append(c);
        return at + 1;
    }

    /** Reads the beginning of a class, including a closing bracket that is one of its characters. */
    private int opening(int at) {
        var end = text.startsWith("^", at + 1) ? at + 2 : at + 1;
        end = text.startsWith("]", end) ? end + 1 : end;
        written.append(text, at, end);
        return end;
    }

    private int escape(int at) {
        if (text.startsWith("\\Q", at)) {
            var end = text.indexOf("\\E", at);
            var after = end < 0 ? text.length() : end + 2;
            written.append(text, at, after);
            return after;
        }
        if (text.startsWith("\\s", at) || (text.startsWith("\\S", at) && !inClass)) {
            var not = text.charAt(at + 1) == 'S' ? "^" : "";
            written.append(inClass ? SPACES : "[" + not + SPACES + "]");
            return at + 2;
        }
        var character = CHARACTER.matcher(text).region(at, text.length());
        if (character.lookingAt()) {
            written.append("\\x{").append(character.group(1)).append('}');
            return character.end();
        }
        var named = CLASS.matcher(text).region(at, text.length());
        if (named.lookingAt()) {
            written.append(named(named.group(1).equals("P"), named.group(3), named.group(2) != null));
            return named.end();
        }
        var end = Math.min(text.length(), at + 2);
        written.append(text, at, end);
        return end;
    }

    private String named(boolean not, String name, boolean is) {
        return Optional.ofNullable(POSIX.get(name))
                .filter(_ -> !is)
                .map(posix -> "[:" + (not ? "^" : "") + posix + ":]")
                .map(posix -> inClass ? posix : "[" + posix + "]")
                .orElseGet(() -> "\\" + (not ? "P" : "p") + "{" + name + "}");
    }
}
