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
import dev.setpoint.engine.schema.OnRemove;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives every expression of a term its static type, and fills in the schema's defaults. */
public final class TermTyper {

    private static final Shape ANY = new Shape.Any(CommonEquality.EXACT);

    private final TypeScope scope;
    private final CheckProblems problems;

    public TermTyper(TypeScope scope, CheckProblems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    public record Typed(Term term, Shape shape) {}

    /** The term against the shape that is wanted in its place. */
    public Term check(Term term, Shape wanted) {
        return switch (term) {
            case Term.Literal literal -> literal;
            case Term.Computed computed -> computed(computed, wanted, Optional.empty());
            case Term.ListTerm(var items, var span) -> {
                var item = wanted instanceof Shape.ListOf(var shape, var _, var _) ? shape : ANY;
                yield new Term.ListTerm(
                        items.stream().map(each -> check(each, item)).toList(), span);
            }
            case Term.MapTerm(var entries, var span) -> {
                var typed = new LinkedHashMap<String, Term>();
                entries.forEach((name, entry) -> typed.put(name, member(entry, wanted, name)));
                if (wanted instanceof Shape.ObjectOf object) {
                    SchemaDefaults.missing(object, typed.keySet())
                            .forEach((name, value) -> typed.put(name, new Term.Literal(value, span)));
                }
                yield new Term.MapTerm(typed, span);
            }
        };
    }

    /** A member that is null stands for its default, as if it were left out. */
    private Term member(Term entry, Shape of, String name) {
        var absent = of instanceof Shape.ObjectOf object
                ? object.attribute(name).flatMap(Attribute::defaultValue)
                : Optional.<Value>empty();
        return switch (entry) {
            case Term.Literal(Value.Null _, var span) when absent.isPresent() -> new Term.Literal(absent.get(), span);
            case Term.Computed computed -> computed(computed, member(of, name), absent);
            default -> check(entry, member(of, name));
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

    private Term computed(Term.Computed computed, Shape wanted, Optional<Value> absent) {
        var typed = template(computed);
        if (typed.isEmpty()) {
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
        return new Term.Computed(SchemaDefaults.filling(wanted, typed.get().template(), absent), computed.span());
    }

    private static Optional<String> listHint(Term.Computed computed, Shape wanted, Shape actual) {
        return wanted instanceof Shape.ListOf(var item, var _, var _)
                        && Shapes.mismatch(item, actual).isEmpty()
                ? Optional.of("Write it as a list: `[\"" + shortened(computed) + "\"]`.")
                : Optional.empty();
    }

    private static String shortened(Term.Computed computed) {
        var text = computed.template().source().strip();
        return text.length() > 60 ? text.substring(0, 59) + "…" : text;
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
        return complaints.isEmpty() ? Optional.of(typed) : Optional.empty();
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
            case Term.Literal(var value, var _) -> new Typed(term, of(value));
            case Term.Computed computed ->
                template(computed)
                        .map(typed -> new Typed(new Term.Computed(typed.template(), computed.span()), typed.shape()))
                        .orElseGet(() -> new Typed(broken(computed), ANY));
            case Term.ListTerm(var items, var span) -> list(items, span);
            case Term.MapTerm(var entries, var span) -> map(entries, span);
        };
    }

    private Typed list(List<Term> items, Span span) {
        var typed = items.stream().map(this::infer).toList();
        var shapes = typed.stream().map(Typed::shape).distinct().toList();
        return new Typed(
                new Term.ListTerm(typed.stream().map(Typed::term).toList(), span),
                new Shape.ListOf(shapes.size() == 1 ? shapes.getFirst() : ANY, false, Optional.empty()));
    }

    private Typed map(Map<String, Term> entries, Span span) {
        var terms = new LinkedHashMap<String, Term>();
        var attributes = new LinkedHashMap<String, Attribute>();
        entries.forEach((name, entry) -> {
            var typed = infer(entry);
            terms.put(name, typed.term());
            attributes.put(name, attribute(name, typed.shape()));
        });
        return new Typed(new Term.MapTerm(terms, span), new Shape.ObjectOf(attributes, false));
    }

    private static Shape of(Value value) {
        return switch (value) {
            case Value.Str _ -> new Shape.Text(CommonEquality.EXACT);
            case Value.Num(var n) -> new Shape.Num(n.scale() <= 0);
            case Value.Bool _ -> new Shape.Bool();
            default -> ANY;
        };
    }

    /** A member with nothing but a type. */
    static Attribute attribute(String name, Shape shape) {
        return new Attribute(
                name,
                shape,
                "",
                false,
                false,
                false,
                false,
                false,
                List.of(),
                false,
                false,
                false,
                Optional.empty(),
                new OnRemove.Reset(),
                Optional.empty(),
                Optional.empty());
    }
}
