package dev.setpoint.provider.sandbox.logs;

import java.util.ArrayDeque;

/** Brackets and quotes of filter patterns of CloudWatch Logs. */
final class FilterPattern {

    private FilterPattern() {}

    /** Returns true if brackets and quotes are balanced and nothing follows a pattern in braces or brackets. */
    static boolean isWellFormed(String pattern) {
        var text = pattern.strip();
        var open = new ArrayDeque<Character>();
        var quoted = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                var closing = ")]}".indexOf(c);
                if ("([{".indexOf(c) >= 0) {
                    open.push(c);
                } else if (closing >= 0 && (open.isEmpty() || open.pop() != "([{".charAt(closing))) {
                    return false;
                }
                var ended = open.isEmpty() && i < text.length() - 1;
                if (ended && closing >= 0 && text.charAt(0) == "([{".charAt(closing) && c != ')') {
                    return false;
                }
            }
        }
        return open.isEmpty() && !quoted;
    }
}
