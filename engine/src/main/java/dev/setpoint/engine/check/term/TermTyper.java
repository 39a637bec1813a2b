package dev.setpoint.engine.check.term;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.BudgetSpentError;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.Shapes;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.expression.template.TextTemplate;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** Gives every expression of a term its static type, and fills in the schema's defaults. */
public final class TermTyper {

    private static final Shape ANY = new Shape.Any(CommonEquality.EXACT);

    private final TypeScope scope;
    private final CheckProblems problems;

    public TermTyper(TypeScope scope, CheckProblems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    /** Returns a typer of the same names that reports its problems elsewhere. */
    public TermTyper reportingTo(CheckProblems others) {
        return new TermTyper(scope, others);
    }

    /**
     * A term and its type.
     *
     * @param optional true when it may have no value
     */
    public record Typed(Term term, Shape shape, boolean optional) {}

    /** The term against the shape that is wanted in its place. */
    public Term check(Term term, Shape wanted) {
        return check(term, wanted, PropertyPath.ROOT);
    }

    private Term check(Term term, Shape wanted, PropertyPath path) {
        return switch (term) {
            case Term.Literal literal -> literal;
            case Term.Computed computed -> computed(computed, wanted, Optional.empty(), Optional.empty());
            case Term.ListTerm(var items, var span) -> {
                var item = wanted instanceof Shape.ListOf(var shape, var _, var _) ? shape : ANY;
                var typed = new ArrayList<Term>();
                items.forEach(each -> typed.add(
                        each.isSpliced()
                                ? spliced((Term.Computed) each, item)
                                : check(each, item, path.index(typed.size()))));
                yield new Term.ListTerm(typed, span);
            }
            case Term.MapTerm(var entries, var span) -> {
                var typed = new LinkedHashMap<String, Term>();
                entries.forEach((name, entry) -> typed.put(name, member(entry, wanted, name, path.name(name))));
                if (wanted instanceof Shape.ObjectOf object) {
                    SchemaDefaults.missing(object, typed.keySet())
                            .forEach((name, value) -> typed.put(name, new Term.Literal(value, span)));
                }
                yield new Term.MapTerm(typed, span);
            }
        };
    }

    /** A member that is null stands for its default, as if it were left out. */
    private Term member(Term entry, Shape of, String name, PropertyPath path) {
        var attribute = of instanceof Shape.ObjectOf object ? object.attribute(name) : Optional.<Attribute>empty();
        var absent = attribute.flatMap(Attribute::defaultValue);
        var required = attribute.filter(Attribute::required).isPresent() && absent.isEmpty();
        return switch (entry) {
            case Term.Literal(Value.Null _, var span) when absent.isPresent() -> new Term.Literal(absent.get(), span);
            case Term.Computed computed ->
                computed(computed, member(of, name), absent, required ? Optional.of(path) : Optional.empty());
            default -> check(entry, member(of, name), path);
        };
    }

    private static Shape member(Shape of, String name) {
        return switch (of) {
            case Shape.ObjectOf object ->
                object.attribute(name).map(Attribute::shape).orElse(ANY);
            case Shape.MapOf(var value) -> value;
            default -> ANY;
        };
    }

    /**
     * @param absent what a null result means
     * @param required the path of the member, if there must be one
     */
    private Term computed(
            Term.Computed computed, Shape wanted, Optional<Value> absent, Optional<PropertyPath> required) {
        var typed = template(computed);
        if (typed.isEmpty()) {
            return broken(computed);
        }
        if (required.isPresent() && typed.get().optional()) {
            problems.add(Diagnostic.error(
                            "SP0333",
                            computed.span(),
                            "`%s` is required, and `%s` may be absent.".formatted(required.get(), code(computed)))
                    .hint("Write `.orValue(…)` for what it is then, or make what it reads required."));
            return broken(computed);
        }
        var mismatch = Shapes.mismatch(wanted, typed.get().shape());
        if (mismatch.isPresent()) {
            problems.add(Diagnostic.error(
                            "SP0308",
                            computed.span(),
                            "`" + shortened(computed) + "` does not fit: " + mismatch.get() + ".")
                    .hint(listHint(computed, wanted, typed.get().shape())));
            return broken(computed);
        }
        return new Term.Computed(
                SchemaDefaults.filling(wanted, typed.get().template(), absent), computed.span(), computed.spliced());
    }

    /** An element that stands for all of a list, each of which must fit. */
    private Term spliced(Term.Computed computed, Shape item) {
        var typed = template(computed);
        if (typed.isEmpty() || !isList(typed.get(), computed)) {
            return broken(computed);
        }
        return computed(computed, new Shape.ListOf(item, false, Optional.empty()), Optional.empty(), Optional.empty());
    }

    private boolean isList(TextTemplate.Typed typed, Term.Computed computed) {
        if (typed.shape() instanceof Shape.ListOf || typed.shape() instanceof Shape.Any) {
            return true;
        }
        problems.add(Diagnostic.error(
                        "SP0336",
                        computed.span(),
                        "`%s` is %s, and `...` stands for the elements of a list."
                                .formatted(code(computed), Shapes.describe(typed.shape())))
                .hint("Leave the dots out to make it one element."));
        return false;
    }

    private static Optional<String> listHint(Term.Computed computed, Shape wanted, Shape actual) {
        return wanted instanceof Shape.ListOf(var item, var _, var _)
                        && Shapes.mismatch(item, actual).isEmpty()
                ? Optional.of("Write it as a list: `[\"" + shortened(computed) + "\"]`.")
                : Optional.empty();
    }

    private static String shortened(Term.Computed computed) {
        var text = computed.written().strip().replaceFirst("^\\$\\{\\s+", Matcher.quoteReplacement("${"));
        return text.length() > 60 ? text.substring(0, 59) + "…" : text;
    }

    /** The expression without its braces and dots. */
    private static String code(Term.Computed computed) {
        var text = shortened(computed);
        return text.startsWith("${") && text.endsWith("}")
                ? text.substring(computed.spliced() ? 5 : 2, text.length() - 1).strip()
                : text;
    }

    private static Term broken(Term.Computed computed) {
        return new Term.Literal(new Value.Unknown(computed.template().source()), computed.span());
    }

    private Optional<TextTemplate.Typed> template(Term.Computed computed) {
        if (!(computed.template() instanceof TextTemplate template)) {
            return Optional.empty();
        }
        var complaints = new ArrayList<Complaint>();
        var typed = typed(template, computed, complaints);
        problems.addAll(complaints, computed.span(), template.source());
        if (!complaints.isEmpty()) {
            return Optional.empty();
        }
        deprecated(template, computed);
        return Optional.of(typed);
    }

    /** Warns of what should not be read any more. */
    private void deprecated(TextTemplate template, Term.Computed computed) {
        for (var reference : template.references()) {
            scope.deprecation(reference)
                    .ifPresent(text -> problems.warn(
                            "SP0249",
                            "`" + reference + "` is deprecated: " + text,
                            computed.span(),
                            template.source(),
                            reference.toString()));
        }
    }

    private TextTemplate.Typed typed(TextTemplate template, Term.Computed computed, List<Complaint> complaints) {
        try {
            return template.type(scope, complaints);
        } catch (BudgetSpentError e) {
            e.in(computed.span(), template.source());
            throw e;
        }
    }

    /** The term with the type that its content shows: for locals, which nothing declares. */
    public Typed infer(Term term) {
        return switch (term) {
            case Term.Literal(var value, var _) -> new Typed(term, of(value), value instanceof Value.Null);
            case Term.Computed computed ->
                template(computed)
                        .map(typed -> new Typed(
                                new Term.Computed(typed.template(), computed.span()), typed.shape(), typed.optional()))
                        .orElseGet(() -> new Typed(broken(computed), ANY, false));
            case Term.ListTerm(var items, var span) -> list(items, span);
            case Term.MapTerm(var entries, var span) -> map(entries, span);
        };
    }

    private Typed list(List<Term> items, Span span) {
        var typed = items.stream().map(this::element).toList();
        var item = typed.stream()
                .filter(each -> !isNull(each.term()))
                .map(Typed::shape)
                .reduce(Shapes::join);
        return new Typed(
                new Term.ListTerm(typed.stream().map(Typed::term).toList(), span),
                new Shape.ListOf(item.orElse(ANY), false, Optional.empty()),
                false);
    }

    private Typed element(Term item) {
        if (!(item instanceof Term.Computed computed) || !computed.spliced()) {
            return infer(item);
        }
        var typed = template(computed);
        if (typed.isEmpty() || !isList(typed.get(), computed)) {
            return new Typed(broken(computed), ANY, false);
        }
        return new Typed(
                new Term.Computed(typed.get().template(), computed.span(), true),
                typed.get().shape() instanceof Shape.ListOf(var of, var _, var _) ? of : ANY,
                false);
    }

    private static boolean isNull(Term term) {
        return term instanceof Term.Literal(Value.Null _, var _);
    }

    private Typed map(Map<String, Term> entries, Span span) {
        var terms = new LinkedHashMap<String, Term>();
        var attributes = new LinkedHashMap<String, Attribute>();
        var optional = new HashSet<String>();
        entries.forEach((name, entry) -> {
            var typed = infer(entry);
            terms.put(name, typed.term());
            attributes.put(name, Attribute.typed(name, typed.shape()));
            if (typed.optional()) {
                optional.add(name);
            }
        });
        return new Typed(
                new Term.MapTerm(terms, span), new Shape.ObjectOf(attributes, false, Set.copyOf(optional)), false);
    }

    private static Shape of(Value value) {
        return switch (value) {
            case Value.Str _ -> new Shape.Text(CommonEquality.EXACT);
            case Value.Num(var n) -> new Shape.Num(n.scale() <= 0);
            case Value.Bool _ -> new Shape.Bool();
            default -> ANY;
        };
    }
}
