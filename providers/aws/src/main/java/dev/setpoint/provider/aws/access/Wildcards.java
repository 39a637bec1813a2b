package dev.setpoint.provider.aws.access;

/** Patterns of IAM policies: {@code *} stands for any text, {@code ?} for one character. */
public final class Wildcards {

    private Wildcards() {}

    /** Returns true if the pattern matches the whole text. It takes time in proportion to both lengths at most. */
    public static boolean match(String pattern, String text) {
        var matched = new boolean[text.length() + 1];
        matched[0] = true;
        for (var index = 0; index < pattern.length(); index++) {
            var each = pattern.charAt(index);
            var before = matched.clone();
            matched[0] = before[0] && each == '*';
            for (var end = 1; end <= text.length(); end++) {
                matched[end] = each == '*'
                        ? before[end] || matched[end - 1]
                        : before[end - 1] && (each == '?' || each == text.charAt(end - 1));
            }
        }
        return matched[text.length()];
    }
}
