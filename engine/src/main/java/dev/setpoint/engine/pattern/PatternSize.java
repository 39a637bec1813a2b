package dev.setpoint.engine.pattern;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Estimates the compiled size of a pattern in one pass over its text. RE2 expands every repetition, so that a few
 * nested ones would fill the memory.
 */
final class PatternSize {

    static final String TOO_LARGE =
            "with its repetitions written out it is larger than " + LinearPattern.LARGEST + " parts";

    /** Limit of nested groups, which are parsed recursively. */
    private static final int DEEPEST = 100;

    private static final Pattern REPEAT = Pattern.compile("\\{([0-9]{1,9})(,([0-9]{0,9}))?\\}");

    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:[pP](?:\\{[^}]*\\}|.)|x(?:\\{[0-9A-Fa-f]*\\}|..)|.)", Pattern.DOTALL);

    private final String text;
    private final Deque<Long> groups = new ArrayDeque<>();
    private long sum;
    private long last;

    private PatternSize(String text) {
        this.text = text;
    }

    /** @throws RefusedPatternException when it is too large */
    static void check(String text) {
        if (text.length() > LinearPattern.LARGEST) {
            throw new RefusedPatternException("it is longer than " + LinearPattern.LARGEST + " characters");
        }
        new PatternSize(text).check();
    }

    private void check() {
        var at = 0;
        while (at < text.length()) {
            at = step(at);
            if (sum + last > LinearPattern.LARGEST) {
                throw new RefusedPatternException(TOO_LARGE);
            }
        }
    }

    /** Reads one element of the pattern and returns the position after it. */
    private int step(int at) {
        switch (text.charAt(at)) {
            case '\\' -> {
                return escape(at);
            }
            case '[' -> {
                atom();
                return afterClass(at + 1);
            }
            case '(' -> {
                if (groups.size() >= DEEPEST) {
                    throw new RefusedPatternException("it nests groups deeper than " + DEEPEST);
                }
                groups.push(sum + last);
                sum = 0;
                last = 0;
            }
            case ')' -> {
                last = sum + last + 2;
                sum = groups.isEmpty() ? 0 : groups.pop();
            }
            case '{' -> {
                return repeat(at);
            }
            case '*', '+', '?' -> last += 2;
            default -> atom();
        }
        return at + 1;
    }

    private void atom() {
        sum += last;
        last = 1;
    }

    private int escape(int at) {
        if (text.startsWith("\\Q", at)) {
            var end = text.indexOf("\\E", at);
            var after = end < 0 ? text.length() : end + 2;
            sum += last + after - at;
            last = 1;
            return after;
        }
        atom();
        var escape = ESCAPE.matcher(text).region(at, text.length());
        return escape.lookingAt() ? escape.end() : at + 1;
    }

    /** Returns the position after a character class. A closing bracket at its beginning is one of its characters. */
    private int afterClass(int begin) {
        var at = text.startsWith("^", begin) ? begin + 1 : begin;
        at = text.startsWith("]", at) ? at + 1 : at;
        while (at < text.length() && text.charAt(at) != ']') {
            if (text.startsWith("[:", at) && text.indexOf(":]", at + 2) > 0) {
                at = text.indexOf(":]", at + 2) + 2;
            } else {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
        }
        return at + 1;
    }

    private int repeat(int at) {
        var repeat = REPEAT.matcher(text).region(at, text.length());
        if (!repeat.lookingAt()) {
            atom();
            return at + 1;
        }
        var least = Long.parseLong(repeat.group(1));
        var most = repeat.group(3) == null || repeat.group(3).isEmpty() ? least + 1 : Long.parseLong(repeat.group(3));
        // An optional copy has a branch of its own.
        last = Math.max(1, least * last + Math.max(0, most - least) * (last + 1));
        return repeat.end();
    }
}
