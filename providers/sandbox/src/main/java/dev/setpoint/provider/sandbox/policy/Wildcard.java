package dev.setpoint.provider.sandbox.policy;

import java.util.Locale;

/** IAM's patterns: {@code *} stands for any text, {@code ?} for one character. */
public final class Wildcard {

    private Wildcard() {}

    public static boolean matches(String pattern, String text) {
        var p = 0;
        var t = 0;
        var star = -1;
        var resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Matches actions, whose case does not matter. */
    public static boolean matchesIgnoringCase(String pattern, String text) {
        return matches(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
    }
}
