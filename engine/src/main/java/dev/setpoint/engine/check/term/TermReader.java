package dev.setpoint.engine.check.term;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.expression.template.TemplateParser;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** YAML trees to terms: expressions parsed, not yet typed. */
public final class TermReader {

    /** Reads the properties of a block; an empty map at {@code place} where it has none. */
    public Term properties(Node.Mapping block, Span place) {
        return block.get("properties")
                .filter(Node.Mapping.class::isInstance)
                .map(this::read)
                .orElseGet(() -> new Term.MapTerm(Map.of(), place));
    }

    /** The beginning of an element that stands for all of another list. */
    private static final Pattern SPLICE = Pattern.compile("\\$\\{\\s*\\.\\.\\.");

    private final CheckProblems problems;
    private final Budget budget;

    /** @param budget pays for the evaluations of what is read */
    public TermReader(CheckProblems problems, Budget budget) {
        this.problems = problems;
        this.budget = budget;
    }

    /** Returns a reader that reports its problems elsewhere. */
    public TermReader reportingTo(CheckProblems others) {
        return new TermReader(others, budget);
    }

    public Term read(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(scalar);
            case Node.Sequence(var items, var span) ->
                new Term.ListTerm(items.stream().map(this::element).toList(), span);
            case Node.Mapping mapping -> mapping(mapping);
        };
    }

    /** An element of a list; {@code ${...list}} stands for all elements of another. */
    private Term element(Node node) {
        if (!(node instanceof Node.Scalar scalar) || !(scalar.value() instanceof Value.Str(var text))) {
            return read(node);
        }
        var splice = SPLICE.matcher(text);
        if (!splice.lookingAt()) {
            return read(node);
        }
        // The dots become blanks, so that every place in the text stays where it is.
        var plain = "${" + " ".repeat(splice.end() - 2) + text.substring(splice.end());
        var term = read(new Node.Scalar(plain, scalar.quoted(), Value.of(plain), scalar.span()));
        return term instanceof Term.Computed computed
                ? new Term.Computed(computed.template(), computed.span(), true)
                : term;
    }

    private Term scalar(Node.Scalar scalar) {
        if (scalar.isForgotten()) {
            return empty(scalar, "There is no value here.");
        }
        if (!(scalar.value() instanceof Value.Str(var text)) || !TemplateParser.isTemplate(text)) {
            return new Term.Literal(scalar.value(), scalar.span());
        }
        if (SPLICE.matcher(text).lookingAt()) {
            problems.add(Diagnostic.error(
                            "SP0336",
                            scalar.span(),
                            "`${...x}` can be an element of a list only: it stands for several.")
                    .hint("Write `- ${...x}` in a list; maps are put together by `merge(a, b)`."));
            return broken(scalar);
        }
        var parsed = parse(text);
        problems.addAll(parsed.complaints(), scalar.span(), text);
        if (!parsed.complaints().isEmpty()) {
            return broken(scalar);
        }
        return parsed.template()
                .<Term>map(template -> new Term.Computed(template, scalar.span()))
                .orElseGet(() -> new Term.Literal(Value.of(parsed.literal()), scalar.span()));
    }

    TemplateParser.Parsed parse(String text) {
        return TemplateParser.parse(text, budget);
    }

    /** Pays for an instance of a block: each has all that is written in the block. */
    public void repeat(Term written, Span block) {
        budget.copy(written, block);
    }

    /** Pays for what a block says that it depends on. */
    public void depend(int references, Span block) {
        budget.depend(references, block);
    }

    /** A term for what has been reported, so that nothing is reported twice. */
    static Term broken(Node.Scalar scalar) {
        return new Term.Literal(new Value.Unknown(scalar.text()), scalar.span());
    }

    private Term empty(Node node, String sentence) {
        problems.addUnlessOthers(
                Diagnostic.error("SP0335", node.span(), sentence).hint("Write `null` to leave it out."));
        return new Term.Literal(new Value.Unknown(""), node.span());
    }

    private Term.MapTerm mapping(Node.Mapping mapping) {
        var entries = new LinkedHashMap<String, Term>();
        mapping.entries().forEach((written, entry) -> {
            var name = written;
            if (TemplateParser.isTemplate(written)) {
                var parsed = parse(written);
                name = parsed.literal();
                if (parsed.template().isPresent() || !parsed.complaints().isEmpty()) {
                    problems.error("SP0309", entry.key(), "The name of an entry cannot be an expression.");
                }
            }
            entries.put(
                    name,
                    entry.value().isForgotten()
                            ? empty(entry.value(), "`" + name + "` has no value.")
                            : read(entry.value()));
        });
        return new Term.MapTerm(entries, mapping.span());
    }
}
