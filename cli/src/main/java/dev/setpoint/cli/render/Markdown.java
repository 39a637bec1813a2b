package dev.setpoint.cli.render;

import java.util.regex.Pattern;

/** Text made safe for GitHub-flavoured Markdown and the HTML in it. */
final class Markdown {

    private static final Pattern SPECIAL = Pattern.compile("([\\\\`*_{}\\[\\]()#+!|~@$-])");
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private Markdown() {}

    /** Running text: shown as it is, no emphasis, link, mention or tag in it acts. */
    static String text(String text) {
        return SPECIAL.matcher(html(Clean.line(text))).replaceAll("\\\\$1");
    }

    /** Inside HTML elements. */
    static String html(String text) {
        return Clean.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A code span, whatever backticks the text has. */
    static String code(String text) {
        var clean = Clean.line(text);
        var fence = "`".repeat(longestRun(clean) + 1);
        var pad = clean.startsWith("`") || clean.endsWith("`") ? " " : "";
        return fence + pad + clean + pad + fence;
    }

    /** A code block that nothing in the text can end. */
    static String fenced(String language, String text) {
        var fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        return fence + language + "\n" + text + "\n" + fence + "\n\n";
    }

    private static int longestRun(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(r -> r.end() - r.start())
                .max()
                .orElse(0);
    }
}
