package dev.setpoint.engine.check.assertion;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Shapes;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.stack.When;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives the expressions of assertions and validations their types. */
public final class AssertionReader {

    private static final String MESSAGE = "message";

    /** Values that a diagnostic shows. */
    private static final int MOST_READS = 4;

    private static final Shape.ObjectOf TEXTS = new Shape.ObjectOf(
            Map.of(MESSAGE, Attribute.input(MESSAGE, new Shape.Text(CommonEquality.EXACT), true, Optional.empty())),
            false);

    private final TermReader terms;
    private final TermTyper typer;
    private final CheckProblems problems;
    private final boolean inputsOnly;

    private AssertionReader(TermReader terms, TypeScope scope, CheckProblems problems, boolean inputsOnly) {
        this.terms = terms;
        this.typer = new TermTyper(scope, problems);
        this.problems = problems;
        this.inputsOnly = inputsOnly;
    }

    /** @param scope names that the expressions may use */
    public static AssertionReader ofAssertions(TermReader terms, TypeScope scope, CheckProblems problems) {
        return new AssertionReader(terms, scope, problems, false);
    }

    /** @param inputs names of which the expressions may use the inputs */
    public static AssertionReader ofValidations(TermReader terms, TypeScope inputs, CheckProblems problems) {
        return new AssertionReader(terms, inputs, problems, true);
    }

    /**
     * The thing that conditions belong to.
     *
     * @param when the conditions under which it exists, as far as the plan decides them
     * @param related other places of diagnostics
     */
    public record Owner(Assertion.Subject subject, List<When> when, List<Diagnostic.Related> related) {}

    /** Types the entries of a list. What is wrong with one is reported, and the entry left out. */
    public List<Assertion> read(List<WrittenAssertion> list, Owner owner) {
        return list.stream()
                .flatMap(written -> assertion(written, owner).stream())
                .toList();
    }

    private Optional<Assertion> assertion(WrittenAssertion written, Owner owner) {
        terms.repeat(written.that(), written.span());
        if (!areReadable(written.that(), written.message())) {
            return Optional.empty();
        }
        var before = problems.count();
        var that = that(written.that());
        var message = message(written.message());
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new Assertion(
                        owner.subject(),
                        owner.when(),
                        that,
                        message,
                        written.severity(),
                        reads(written.that()),
                        written.that().span(),
                        owner.related()));
    }

    /** Tells whether a validation reads inputs alone, and reports what else it reads. */
    private boolean areReadable(Term... terms) {
        var strange = Stream.of(terms)
                .filter(_ -> inputsOnly)
                .flatMap(
                        term -> term.references().stream()
                                .filter(reference -> reference.root() != Reference.Root.INPUT)
                                .limit(1)
                                .map(
                                        reference -> Diagnostic.error(
                                                        "SP0266",
                                                        term.span(),
                                                        "`validate` reads inputs only, and `%s` is none."
                                                                .formatted(reference))
                                                .hint(
                                                        "Write it under `assert`, at the top level of the file, which reads everything.")))
                .toList();
        strange.forEach(problems::add);
        return strange.isEmpty();
    }

    private Term message(Term written) {
        var typed = typer.check(new Term.MapTerm(Map.of(MESSAGE, written), written.span()), TEXTS);
        return typed.child(new PropertyPath.Step.Name(MESSAGE)).orElse(written);
    }

    private Term that(Term written) {
        var before = problems.count();
        var typed = typer.infer(written);
        if (problems.count() > before) {
            return typed.term();
        }
        var source = source(written);
        if (typed.optional()) {
            problems.add(Diagnostic.error(
                            "SP0333",
                            written.span(),
                            "`that` is required, and `%s` may be absent.".formatted(code(source)))
                    .hint("Write `.orValue(…)` for what it is then, or make what it reads required."));
        } else if (!(typed.shape() instanceof Shape.Bool || isOpen(typed)) && !isRefused(written)) {
            problems.add(Diagnostic.error(
                            "SP0265",
                            written.span(),
                            "`that` must be true or false, and `%s` is %s."
                                    .formatted(code(source), Shapes.describe(typed.shape())))
                    .hint(hint(written, source)));
        }
        return typed.term();
    }

    /** True for a literal that the grammar has complained of. */
    private static boolean isRefused(Term written) {
        return !(written instanceof Term.Computed || written instanceof Term.Literal(Value.Str _, var _));
    }

    /** True for an expression whose value may be a boolean. */
    private static boolean isOpen(TermTyper.Typed typed) {
        return typed.shape() instanceof Shape.Any && typed.term() instanceof Term.Computed;
    }

    private static String hint(Term written, String source) {
        return written instanceof Term.Literal
                ? "Write it as an expression: `${" + source + "}`."
                : "Compare it with something, like `${" + code(source) + " == …}`.";
    }

    private static String source(Term term) {
        return switch (term) {
            case Term.Computed computed -> computed.template().source().strip();
            case Term.Literal(Value.Str(var text), var _) -> text;
            case Term.Literal _, Term.ListTerm _, Term.MapTerm _ -> "";
        };
    }

    private static String code(String source) {
        return source.startsWith("${") && source.endsWith("}")
                ? source.substring(2, source.length() - 1).strip()
                : source;
    }

    /** The values to show beside the message: each path that the condition reads. */
    private Map<String, Term> reads(Term that) {
        var quiet = new CheckProblems(that.span().source());
        var reading = terms.reportingTo(quiet);
        var reads = new LinkedHashMap<String, Term>();
        for (var reference : references(that)) {
            var before = quiet.count();
            var code = lenient(reference);
            var typed = typer.reportingTo(quiet)
                    .infer(reading.read(new Node.Scalar(code, true, Value.of(code), that.span())));
            if (quiet.count() == before && reads.size() < MOST_READS) {
                reads.put(reference.toString(), typed.term());
            }
        }
        return reads;
    }

    /** The paths in the condition, without whole blocks, whose values are too long to be shown. */
    private static List<Reference> references(Term that) {
        return that.references().stream()
                .filter(reference ->
                        reference.node().isEmpty() || !reference.path().steps().isEmpty())
                .toList();
    }

    /** The path as an expression that has no value where a step leads nowhere. */
    private static String lenient(Reference reference) {
        var code = new StringBuilder("${").append(new Reference(reference.root(), reference.name(), PropertyPath.ROOT));
        for (var step : reference.path().steps()) {
            var text = new PropertyPath(List.of(step)).toString();
            code.append(text.startsWith("[") ? "[?" + text.substring(1) : ".?" + text);
        }
        return code.append('}').toString();
    }
}
