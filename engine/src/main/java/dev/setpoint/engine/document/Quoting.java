package dev.setpoint.engine.document;

import org.yaml.snakeyaml.error.Mark;

/** Hints to put a text in quotes that YAML takes for something else. */
final class Quoting {

    /** Limit of the quoted text in a hint, in characters. */
    private static final int LONGEST = 100;

    private final int[] points;

    private Quoting(int[] points) {
        this.points = points;
    }

    static Quoting of(Mark mark) {
        return new Quoting(mark.getBuffer());
    }

    char at(int index) {
        return index >= 0 && index < points.length ? (char) Math.min(points[index], Character.MAX_VALUE) : '\n';
    }

    String text(int from, int to) {
        return new String(points, from, Math.max(0, Math.min(to, points.length) - from)).strip();
    }

    /** The value that begins here, to the end of its line or, between brackets, of its place in them. */
    String value(int from, boolean flow) {
        return text(from, valueEnd(from, flow));
    }

    int valueEnd(int from, boolean flow) {
        var at = from;
        while (!isBreak(at(at)) && !(at(at) == '#' && at > from && at(at - 1) == ' ')) {
            if (at(at) == '$' && at(at + 1) == '{') {
                at = expressionEnd(at);
            } else if (flow && ",]}".indexOf(at(at)) >= 0) {
                break;
            } else {
                at++;
            }
        }
        while (at > from && at(at - 1) == ' ') {
            at--;
        }
        return at;
    }

    /** After the `}` of the expression that begins here, or the end of its line. */
    private int expressionEnd(int from) {
        var depth = 0;
        for (var at = from + 1; !isBreak(at(at)); at++) {
            if (at(at) == '{') {
                depth++;
            } else if (at(at) == '}' && --depth == 0) {
                return at + 1;
            }
        }
        return from + 1;
    }

    /** The bracket here has its counterpart, brackets in quotes not counted. */
    boolean isClosed(int bracket) {
        var depth = 0;
        var quote = '\n';
        for (var at = bracket; at < points.length; at++) {
            var c = at(at);
            if (quote != '\n') {
                at += quote == '"' && c == '\\' ? 1 : 0;
                quote = c == quote ? '\n' : quote;
            } else if (c == '"') {
                quote = c;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return true;
            }
        }
        return false;
    }

    static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    /** Only blanks lie between the beginning of the line and this place. */
    boolean beginsLine(int index) {
        var at = index - 1;
        while (at(at) == ' ') {
            at--;
        }
        return isBreak(at(at));
    }

    /** Advice to quote the text; with the result where that is short, on one line and free of backticks. */
    static String hint(String text) {
        return text.length() > LONGEST || text.lines().count() != 1 || text.contains("`")
                ? "Put it in quotes."
                : "Put it in quotes: `" + quoted(text) + "`.";
    }

    /** The advice under a condition: {@code If the text goes on, put it in quotes: `"…"`.} */
    static String hint(String condition, String text) {
        return condition + ", p" + hint(text).substring(1);
    }

    /** The text in double quotes where nothing needs an escape, else in single quotes. */
    static String quoted(String text) {
        return text.contains("\"") || text.contains("\\") ? "'" + text.replace("'", "''") + "'" : "\"" + text + "\"";
    }
}
