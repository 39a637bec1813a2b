package dev.setpoint.cli.render.markdown;

import dev.setpoint.cli.render.model.Markup;
import dev.setpoint.engine.diagnostic.Printable;
import java.util.regex.Pattern;

/**
 * Text made safe for GitHub-flavoured Markdown and the HTML in it. What comes from a spec or a cloud stands in code:
 * there GitHub looks for no mention, link, reference, emoji or formula, and an escape with a backslash keeps it from
 * none of these.
 */
final class MarkdownText {

    private static final Pattern BACKTICKS = Pattern.compile("`+");

    /** Characters with a meaning in Markdown, HTML or tables. */
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N} ]");

    private MarkdownText() {}

    /** A sentence of ours: words as text; quoted parts, and everything that is not a plain word, as code. */
    static String text(String text) {
        return new MarkdownSentence(Printable.line(text)).text();
    }

    /** Summary line of a folded section. */
    static String summary(String text) {
        return "<summary><code>" + Markup.escaped(text) + "</code></summary>";
    }

    /** Code in running text, in a list, or in a cell of a table. */
    static String code(String text) {
        var clean = Printable.line(text);
        if (clean.isBlank() || clean.contains("|")) {
            // Parsers of tables disagree about a bar in backticks.
            return "<code>" + SPECIAL.matcher(clean).replaceAll(c -> entity(c.group())) + "</code>";
        }
        var fence = "`".repeat(longestRun(clean) + 1);
        var pad = clean.startsWith("`") || clean.endsWith("`") ? " " : "";
        return fence + pad + clean + pad + fence;
    }

    private static String entity(String character) {
        return "&#" + character.codePointAt(0) + ";";
    }

    /** Code block with a fence that is longer than any in the text. */
    static String fenced(String language, String text) {
        var fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        return fence + language + "\n" + text + "\n" + fence + "\n\n";
    }

    /** Alert of GitHub: {@code CAUTION}, {@code WARNING} or {@code NOTE}. */
    static String alert(String kind, String text) {
        return "> [!" + kind + "]\n> " + text.stripTrailing().replace("\n", "\n> ") + "\n\n";
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
