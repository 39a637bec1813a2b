package dev.setpoint.engine.check.assertion;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.diagnostic.Diagnostic.Severity;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Term;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An entry of {@code assert} or {@code validate} as it is written: {@code - {that: …, message: …}}. Its expressions are
 * parsed, and not yet typed: all instances of a block have them.
 */
public record WrittenAssertion(Term that, Term message, Severity severity, Span span) {

    private static final String THAT = "that";
    private static final String MESSAGE = "message";

    /**
     * Reads a list. An entry with a problem is reported and left out; the grammar has judged the form of all.
     *
     * @param list the value of the option, if it is there
     * @param problems of that reader
     */
    public static List<WrittenAssertion> read(Optional<Node> list, TermReader terms, CheckProblems problems) {
        return list.stream()
                .flatMap(node -> node instanceof Node.Sequence(var items, var _) ? items.stream() : Stream.empty())
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .flatMap(entry -> of(entry, terms, problems).stream())
                .toList();
    }

    private static Optional<WrittenAssertion> of(Node.Mapping entry, TermReader terms, CheckProblems problems) {
        var that = entry.get(THAT);
        var message = entry.get(MESSAGE);
        if (that.isEmpty() || message.isEmpty()) {
            return Optional.empty();
        }
        var before = problems.count();
        var written =
                new WrittenAssertion(terms.read(that.get()), terms.read(message.get()), severity(entry), entry.span());
        return problems.count() > before ? Optional.empty() : Optional.of(written);
    }

    private static Severity severity(Node.Mapping entry) {
        return YamlMembers.text(entry, "severity")
                        .filter(text -> text.text().equals("warning"))
                        .isPresent()
                ? Severity.WARNING
                : Severity.ERROR;
    }
}
