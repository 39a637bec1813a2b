package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.value.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Unquoted text that is valid YAML and probably means something else: reported, never silently accepted. */
record UnquotedText(Source source) {

    private static final String OPENING = "“”„‟‘’‚‛«»";
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u00A0\\u00AD\\u1680\\u2000-\\u200F\\u202F\\u205F-\\u2064\\u3000\\uFEFF]");

    /** @param name whether it is the name of an entry */
    Optional<Diagnostic> problem(ScalarNode node, boolean name) {
        var text = node.getValue();
        return oldBoolean(node, name)
                .or(() -> curlyQuotes(node))
                .or(() -> invisible(node, name))
                .or(() -> anchorAlone(node))
                .or(() -> text.isEmpty() || Scalars.plain(text) instanceof Value.Str
                        ? cutByComment(node)
                        : Optional.empty());
    }

    /** Returns the first character that looks like a space or is invisible, but is text to YAML. */
    static OptionalInt invisible(String text) {
        var match = INVISIBLE.matcher(text);
        return match.find() ? OptionalInt.of(text.charAt(match.start())) : OptionalInt.empty();
    }

    private Optional<Diagnostic> oldBoolean(ScalarNode node, boolean name) {
        var text = node.getValue();
        return !name && Scalars.ambiguous(text)
                ? Optional.of(Diagnostic.error(
                                "SP0106",
                                span(node),
                                "`" + text + "` is a boolean in YAML 1.1 and a string in YAML 1.2.")
                        .hint("Write `%s`, or `\"%s\"` for the text.".formatted(Scalars.oldBoolean(text), text)))
                : Optional.empty();
    }

    private Optional<Diagnostic> curlyQuotes(ScalarNode node) {
        var text = node.getValue();
        return text.length() > 1
                        && OPENING.indexOf(text.charAt(0)) >= 0
                        && OPENING.indexOf(text.charAt(text.length() - 1)) >= 0
                ? Optional.of(Diagnostic.error(
                                "SP0125",
                                span(node),
                                "Only straight quotes, `\"` or `'`, begin and end a text in YAML.")
                        .hint("Write `%s`, or `\"%s\"` where the curly quotes belong to the text."
                                .formatted(Quoting.quoted(text.substring(1, text.length() - 1)), text)))
                : Optional.empty();
    }

    private Optional<Diagnostic> invisible(ScalarNode node, boolean name) {
        var text = node.getValue();
        var found = INVISIBLE
                .matcher(text)
                .results()
                .filter(match -> name || match.start() == 0 || match.end() == text.length());
        return found.findFirst()
                .map(match -> Diagnostic.error(
                                "SP0126",
                                span(node),
                                String.format(
                                        Locale.ROOT,
                                        "An invisible character, U+%04X, is part of this %s.",
                                        (int) text.charAt(match.start()),
                                        name ? "name" : "text"))
                        .hint("Replace it by a space, or put the text in quotes where it is meant."));
    }

    /** {@code &copy}: an anchor without anything that aliases could repeat. */
    private Optional<Diagnostic> anchorAlone(ScalarNode node) {
        return node.getValue().isEmpty() && node.getAnchor() != null
                ? Optional.of(Diagnostic.error(
                                "SP0127", span(node), "`&%s` is an anchor without a value.".formatted(node.getAnchor()))
                        .hint(Quoting.hint("&" + node.getAnchor())))
                : Optional.empty();
    }

    /**
     * Reports a comment that cuts off a text, as in {@code Ticket #42}, because a comment without a blank after the
     * {@code #} is more likely meant as text. It is a warning, and an error if the comment takes the whole value, as in
     * {@code colour: #fff}.
     */
    private Optional<Diagnostic> cutByComment(ScalarNode node) {
        var end = node.getEndMark();
        var quoting = Quoting.of(end);
        var at = end.getIndex();
        while (quoting.at(at) == ' ') {
            at++;
        }
        if (quoting.at(at) != '#' || !Character.isLetterOrDigit(quoting.at(at + 1))) {
            return Optional.empty();
        }
        var start = node.getStartMark().getIndex();
        var lineEnd = at;
        while (!Quoting.isBreak(quoting.at(lineEnd))) {
            lineEnd++;
        }
        var place = at(end, at - end.getIndex());
        var isEmpty = node.getValue().isEmpty();
        var problem = isEmpty
                ? Diagnostic.error(
                        "SP0128", place, "There is no value before the `#`: after a blank, `#` begins a comment.")
                : Diagnostic.warning("SP0128", "The text ends before the `#`: after a blank, `#` begins a comment.")
                        .at(Optional.of(place));
        return Optional.of(problem.hint(Quoting.hint(quoting.text(isEmpty ? at : start, lineEnd))
                + " If it is a comment, write `# ` with a blank after it."));
    }

    private Span at(Mark end, int offset) {
        return new Span(
                source,
                end.getLine() + 1,
                end.getColumn() + offset + 1,
                end.getLine() + 1,
                end.getColumn() + offset + 2);
    }

    private Span span(ScalarNode node) {
        return Marks.between(source, node.getStartMark(), node.getEndMark());
    }
}
