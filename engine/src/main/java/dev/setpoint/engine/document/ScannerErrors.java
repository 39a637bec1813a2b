package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;

/** Explains what SnakeYAML's scanner refuses: text with characters that have a meaning in YAML. */
final class ScannerErrors {

    private static final String CODE = "SP0105";

    private final Source source;
    private final Mark at;
    private final Mark begins;
    private final Quoting quoting;
    private final Before before;

    private ScannerErrors(Source source, Mark at, Mark begins) {
        this.source = source;
        this.at = at;
        this.begins = begins;
        this.quoting = Quoting.of(at);
        this.before = Before.of(begins.getIndex() < at.getIndex() ? begins : at);
    }

    /** @param begins where the token begins that the scanner was reading */
    static Optional<Diagnostic> of(Source source, String problem, String context, Mark at, Mark begins) {
        return new ScannerErrors(source, at, begins).sentence(problem, context);
    }

    private Optional<Diagnostic> sentence(String problem, String context) {
        if (problem.startsWith("mapping values are not allowed")) {
            return Optional.of(mapInText());
        }
        if (problem.startsWith("sequence entries are not allowed")) {
            return Optional.of(listInText());
        }
        if (problem.startsWith("mapping keys are not allowed")) {
            return Optional.of(text(at, "A value cannot begin with `?`."));
        }
        if (problem.startsWith("could not find expected ':'")) {
            return Optional.of(noColon());
        }
        if (problem.startsWith("found undefined alias")) {
            var alias = quoting.value(at.getIndex(), before.inBrackets());
            return Optional.of(Diagnostic.error(
                            CODE,
                            SyntaxErrors.line(source, at, at.getIndex() + alias.length()),
                            "`*` begins an alias, and the file has no anchor `&%s`."
                                    .formatted(problem.replaceAll(".*alias ", "")))
                    .hint(Quoting.hint(alias)));
        }
        if (context.endsWith("scanning an alias") || context.endsWith("scanning an anchor")) {
            var what = quoting.at(begins.getIndex()) == '*' ? "alias" : "anchor";
            return Optional.of(
                    text(begins, "`%s` begins an %s in YAML.".formatted(quoting.at(begins.getIndex()), what)));
        }
        if (context.endsWith("scanning a tag") || problem.startsWith("found undefined tag handle")) {
            return Optional.of(text(begins, "`!` begins a tag in YAML, and tags have no meaning in a stack file."));
        }
        if (problem.contains("that cannot start any token")) {
            if (quoting.at(at.getIndex()) == '`') {
                return Optional.of(text(at, "A value cannot begin with a backtick."));
            }
            if (quoting.at(at.getIndex()) == '\t') {
                return Optional.of(
                        Diagnostic.error("SP0103", Marks.at(source, at), "A tab cannot stand before a value.")
                                .hint("Write a space."));
            }
            return Optional.of(text(at, "A value cannot begin with `%s`.".formatted(quoting.at(at.getIndex()))));
        }
        if (context.endsWith("directive")) {
            return Optional.of(text(begins, "A line cannot begin with `%`."));
        }
        if (problem.startsWith("expected the node content")) {
            if (quoting.at(at.getIndex()) == ',' && before.inBrackets()) {
                return Optional.of(Diagnostic.error(CODE, Marks.at(source, at), "A value is missing before this `,`.")
                        .hint("Remove one `,`."));
            }
            return Optional.of(text(at, "A value cannot begin with `%s`.".formatted(quoting.at(at.getIndex()))));
        }
        return inQuotes(problem, context);
    }

    private Optional<Diagnostic> inQuotes(String problem, String context) {
        if (context.endsWith("quoted scalar") && problem.startsWith("found unexpected")) {
            var quote = quoting.at(begins.getIndex());
            return Optional.of(Diagnostic.error(
                            CODE,
                            SyntaxErrors.line(source, begins, quoting.valueEnd(begins.getIndex(), false)),
                            "The quote `" + quote + "` that opens here is never closed.")
                    .hint("Write `" + quote + "` at the end of the text."));
        }
        if (context.endsWith("double-quoted scalar")) {
            return Optional.of(escape());
        }
        if (context.endsWith("scanning a block scalar")) {
            var indicator = quoting.at(begins.getIndex());
            return Optional.of(text(begins, "After `" + indicator + "` the text begins on the next line.")
                    .hint("Put the text on the next lines, indented. "
                            + Quoting.hint("If `" + indicator + "` belongs to the text", value(begins))));
        }
        return Optional.empty();
    }

    /** A value that must be in quotes. */
    private Diagnostic text(Mark from, String message) {
        var value = value(from);
        var end = Math.max(from.getIndex() + 1, from.getIndex() + value.length());
        return Diagnostic.error(CODE, SyntaxErrors.line(source, from, end), message)
                .hint(Quoting.hint(value.isEmpty() ? quoting.text(from.getIndex(), end) : value));
    }

    /** At least the character that is in the way. */
    private String value(Mark from) {
        var end = quoting.valueEnd(from.getIndex(), before.inBrackets());
        return quoting.text(from.getIndex(), Math.max(end, from.getIndex() + 1));
    }

    /** {@code a: b: c}, or a line that is indented deeper than the finished line above it. */
    private Diagnostic mapInText() {
        var scalar = before.scalar();
        if (scalar.isEmpty()) {
            return Diagnostic.error(CODE, Marks.at(source, at), "A name is missing before this `:`.");
        }
        var from = scalar.get().getStartMark();
        if (from.getLine() == at.getLine()) {
            var end = quoting.valueEnd(from.getIndex(), before.inBrackets());
            var value = quoting.text(from.getIndex(), end);
            var what = value.startsWith("${") ? "An expression" : "A text";
            return Diagnostic.error(
                            CODE, SyntaxErrors.line(source, from, end), what + " that contains `: ` must be in quotes.")
                    .hint(Quoting.hint(value));
        }
        var start = at.getIndex();
        while (!quoting.beginsLine(start)) {
            start--;
        }
        var column = start - (at.getIndex() - at.getColumn());
        return Diagnostic.error(
                        CODE,
                        new Span(source, at.getLine() + 1, column + 1, at.getLine() + 1, at.getColumn() + 1),
                        "This line is indented deeper than a line above it that has a value already.")
                .related("that value begins here", Marks.at(source, from))
                .hint("Indent it like the line above, or remove the value there.");
    }

    private Diagnostic listInText() {
        var from = at.getIndex();
        if (quoting.beginsLine(from)) {
            return Diagnostic.error(CODE, Marks.at(source, at), "A list cannot begin here: the line above has a value.")
                    .hint("Remove the value of the line above, or check the indentation.");
        }
        var value = value(at);
        var item = value.substring(1).strip();
        var hint = item.isEmpty()
                ? Quoting.hint(value)
                : "Put `" + value + "` on the next line, indented. " + Quoting.hint("If it is a text", value);
        return Diagnostic.error(
                        CODE,
                        SyntaxErrors.line(source, at, from + value.length()),
                        "A list cannot begin on the line of its name.")
                .hint(hint);
    }

    private Diagnostic noColon() {
        var line = quoting.value(begins.getIndex(), false);
        var invisible = UnquotedText.invisible(line);
        if (invisible.isPresent()) {
            return Diagnostic.error(
                            "SP0126",
                            SyntaxErrors.line(source, begins, begins.getIndex() + line.length()),
                            String.format(
                                    Locale.ROOT,
                                    "An invisible character, U+%04X, stands in this line.",
                                    invisible.getAsInt()))
                    .hint("Replace it by a space.");
        }
        return Diagnostic.error(
                        CODE,
                        SyntaxErrors.line(source, begins, begins.getIndex() + line.length()),
                        "This is not a `name: value`.")
                .hint(NameAndValue.in(line)
                        .map(NameAndValue::hint)
                        .or(() -> line.matches("-[^\\s`][^`]*")
                                ? Optional.of("For an element of a list, write `- " + line.substring(1) + "`.")
                                : Optional.empty())
                        .orElse("Write `name: value`. To continue the text above, indent this line deeper than the name"
                                + " of that text."));
    }

    /** A backslash in double quotes. */
    private Diagnostic escape() {
        var backslash = at.getIndex();
        while (backslash > begins.getIndex() && quoting.at(backslash) != '\\') {
            backslash--;
        }
        var text = quoting.value(begins.getIndex(), before.inBrackets()).replaceFirst("^\"", "");
        var close = text.lastIndexOf('"');
        return Diagnostic.error(
                        CODE,
                        Marks.atIndex(source, backslash),
                        "`" + quoting.text(backslash, backslash + 2) + "` is not an escape of double quotes.")
                .hint(
                        close < 0
                                ? "Write `\\\\` for a backslash, or put the text in single quotes."
                                : "Write `'" + text.substring(0, close).replace("'", "''")
                                        + "'`, or `\\\\` for a backslash.");
    }
}
