package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.tokens.ScalarToken;

/** Explains maps and lists that do not end where they should: brackets, commas, quotes, indentation. */
final class CollectionErrors {

    private static final String CODE = "SP0105";

    private final Source source;
    private final Mark at;
    private final Optional<Mark> begins;
    private final Quoting quoting;
    private final Before before;

    private CollectionErrors(Source source, Mark at, Optional<Mark> begins) {
        this.source = source;
        this.at = at;
        this.begins = begins;
        this.quoting = Quoting.of(at);
        this.before = Before.of(at);
    }

    /** @param begins where the collection begins */
    static Optional<Diagnostic> of(Source source, String problem, String context, Mark at, Optional<Mark> begins) {
        var errors = new CollectionErrors(source, at, begins);
        if (problem.startsWith("expected <block end>")) {
            return Optional.of(errors.inBlock());
        }
        if (context.contains("parsing a flow")) {
            return Optional.of(errors.inBrackets());
        }
        if (problem.startsWith("expected '<document start>'")) {
            return Optional.of(Diagnostic.error(CODE, Marks.at(source, at), "A line `---` is missing before this.")
                    .hint("Write `---` after the lines that begin with `%`, or remove those."));
        }
        return Optional.empty();
    }

    private Diagnostic inBlock() {
        return switch (quoting.at(at.getIndex())) {
            case ']', '}' ->
                here("This closes a bracket that was never opened.").hint("Remove it.");
            case ',' ->
                here("A `,` cannot stand here: only what is in brackets is separated by commas.")
                        .hint("Remove the `,`.");
            case ':' -> here("A name is missing before this `:`.");
            default -> inQuotes().or(this::afterBracket).orElseGet(this::indentation);
        };
    }

    private Diagnostic here(String message) {
        return Diagnostic.error(CODE, Marks.at(source, at), message);
    }

    private Diagnostic indentation() {
        var problem = here("The indentation of this line fits none of the lines above.")
                .hint("Indent it like the entries that it belongs to.");
        return begins.filter(mark -> mark.getLine() != at.getLine())
                .map(mark -> problem.related("the entries above begin here", Marks.at(source, mark)))
                .orElse(problem);
    }

    /** A quote that ended earlier or later than meant. */
    private Optional<Diagnostic> inQuotes() {
        return before.quoted()
                .filter(quoted -> quoted.getEndMark().getLine() == at.getLine())
                // In brackets the next entry follows in quotes where a comma is missing.
                .filter(quoted -> !before.inBrackets() || quoted.getEndMark().getIndex() == at.getIndex())
                .map(this::quotes);
    }

    private Diagnostic quotes(ScalarToken quoted) {
        var from = quoted.getStartMark();
        var quote = quoting.at(from.getIndex());
        if (from.getLine() != quoted.getEndMark().getLine()) {
            return Diagnostic.error(
                            CODE,
                            SyntaxErrors.line(source, from, quoting.valueEnd(from.getIndex(), false)),
                            "The quote `%s` that opens here ends on line %s only."
                                    .formatted(quote, quoted.getEndMark().getLine() + 1))
                    .related("it ends before this", Marks.at(source, at))
                    .hint("Write `" + quote + "` at the end of the text.");
        }
        var value = quoting.value(from.getIndex(), before.inBrackets());
        var isClosed = value.length() > 1 && value.endsWith(String.valueOf(quote));
        var inner = isClosed ? value.substring(1, value.length() - 1) : value;
        return here("The text in quotes ends before this.").hint(Quoting.hint("If the text goes on", inner));
    }

    /** {@code {{a}}-b}: a text that begins with a bracket. */
    private Optional<Diagnostic> afterBracket() {
        return before.closed().filter(open -> open.getLine() == at.getLine()).map(open -> {
            var value = quoting.value(open.getIndex(), before.inBrackets());
            return here("Nothing can follow the closing bracket.").hint(Quoting.hint("If it is a text", value));
        });
    }

    private Diagnostic inBrackets() {
        var expression = expression();
        if (expression.isPresent()) {
            return expression.get();
        }
        var comment = comment();
        if (comment.isPresent()) {
            return comment.get();
        }
        return inQuotes().or(this::afterBracket).orElseGet(this::unclosed);
    }

    /** {@code [${a.b}]}: braces of an expression are braces of YAML there. */
    private Optional<Diagnostic> expression() {
        return before.scalar()
                .filter(ScalarToken::getPlain)
                .filter(text ->
                        text.getValue().contains("$") && text.getEndMark().getLine() == at.getLine())
                .filter(_ -> "{:".indexOf(quoting.at(at.getIndex())) >= 0)
                .map(text -> text.getStartMark())
                .map(from -> {
                    var end = quoting.valueEnd(from.getIndex(), true);
                    return Diagnostic.error(
                                    CODE,
                                    SyntaxErrors.line(source, from, end),
                                    "Inside brackets, an expression must be in quotes.")
                            .hint(Quoting.hint(quoting.text(from.getIndex(), end)));
                });
    }

    /** {@code // so}, as in JSON with comments. */
    private Optional<Diagnostic> comment() {
        return before.scalar()
                .filter(ScalarToken::getPlain)
                .filter(text -> text.getValue().startsWith("//"))
                .map(text -> Diagnostic.error(
                                CODE,
                                SyntaxErrors.line(
                                        source,
                                        text.getStartMark(),
                                        quoting.valueEnd(text.getStartMark().getIndex(), false)),
                                "`//` does not begin a comment in YAML.")
                        .hint("Write `#`."));
    }

    private Diagnostic unclosed() {
        var open = before.bracket().or(() -> begins).orElse(at);
        var bracket = quoting.at(open.getIndex());
        var closing = bracket == '[' ? ']' : '}';
        if (open.getLine() != at.getLine() && quoting.isClosed(open.getIndex())) {
            var end = before.end().orElse(at);
            return Diagnostic.error(CODE, Marks.at(source, end), "A `,` is missing here.")
                    .related("the next entry begins here", Marks.at(source, at))
                    .hint("Write a `,` between each two entries.");
        }
        if (open.getLine() != at.getLine()) {
            return Diagnostic.error(
                            CODE, Marks.at(source, open), "The `" + bracket + "` that opens here is not closed.")
                    .related("reading stopped here", Marks.at(source, at))
                    .hint("Write `" + closing + "` where it ends. Its entries are separated by `,`.");
        }
        var missing = here("A `,` or the closing `" + closing + "` is missing before this.");
        return quoting.at(at.getIndex()) != ':'
                ? missing
                : before.scalar()
                        .map(text -> missing.hint(Quoting.hint(
                                "If the text goes on",
                                quoting.value(text.getStartMark().getIndex(), true))))
                        .orElse(missing);
    }
}
