package dev.setpoint.engine.expression;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.JsonPlaces;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A value of the spec before evaluation: literals, templates, and lists and maps of them, each with its place. */
public sealed interface Term {

    Span span();

    record Literal(Value value, Span span) implements Term {}

    /**
     * A scalar with expressions.
     *
     * @param spliced true for an element of a list that stands for all elements of its value: {@code - ${...more}}
     */
    record Computed(Template template, Span span, boolean spliced) implements Term {
        public Computed(Template template, Span span) {
            this(template, span, false);
        }

        /** The scalar as written, for sentences. */
        public String written() {
            var source = template.source();
            return spliced ? "${..." + source.substring("${".length()).stripLeading() : source;
        }
    }

    record ListTerm(List<Term> items, Span span) implements Term {}

    record MapTerm(Map<String, Term> entries, Span span) implements Term {}

    /** @throws LocatedEvaluationException when an expression in it has no value */
    default Value evaluate(Scope scope) {
        return evaluate(scope, problem -> {
            throw problem;
        });
    }

    /** @param instead gives the value of an expression that has none */
    default Value evaluate(Scope scope, Function<LocatedEvaluationException, Value> instead) {
        return switch (this) {
            case Literal(var value, var _) -> value;
            case Computed computed -> {
                try {
                    yield computed.template().evaluate(scope);
                } catch (EvaluationException e) {
                    yield instead.apply(new LocatedEvaluationException(e, computed.written(), computed.span()));
                } catch (BudgetSpentError e) {
                    e.in(computed.span(), computed.template().source());
                    throw e;
                }
            }
            case ListTerm(var items, var _) ->
                new Value.List(items.stream()
                        .flatMap(item -> item.elements(item.evaluate(scope, instead)))
                        .toList());
            case MapTerm(var entries, var _) -> {
                var values = new LinkedHashMap<String, Value>();
                entries.forEach((name, term) -> values.put(name, term.evaluate(scope, instead)));
                yield new Value.Map(values);
            }
        };
    }

    /** The elements that this element of a list stands for, of which it has the value. */
    private Stream<Value> elements(Value value) {
        if (!isSpliced()) {
            return Stream.of(value);
        }
        return switch (value) {
            case Value.List(var items) -> items.stream();
            case Value.Secret(Value.List(var items)) -> items.stream().map(Value.Secret::new);
            case Value.Null _ -> Stream.of();
            // How many they are is not known.
            case Value.Unknown(var waiting, var _) -> Stream.of(new Value.Unknown(waiting, true));
            default -> Stream.of(value);
        };
    }

    /**
     * The entries that a block asks for by this map: null is absent, at every depth. Empty when it is no map.
     *
     * @throws LocatedEvaluationException when an expression in it has no value
     */
    default Value.Map present(Scope scope) {
        return evaluate(scope).withoutNulls() instanceof Value.Map map ? map : Value.Map.EMPTY;
    }

    /** The value without evaluation: an expression is unknown. */
    default Value literals() {
        return switch (this) {
            case Literal(var value, var _) -> value;
            case Computed(var template, var _, var spliced) -> new Value.Unknown(template.source(), spliced);
            case ListTerm(var items, var _) ->
                new Value.List(items.stream().map(Term::literals).toList());
            case MapTerm(var entries, var _) -> {
                var values = new LinkedHashMap<String, Value>();
                entries.forEach((name, term) -> values.put(name, term.literals()));
                yield new Value.Map(values);
            }
        };
    }

    /** Everything that its expressions read. */
    default Set<Reference> references() {
        var all = new LinkedHashSet<Reference>();
        collect(all);
        return all;
    }

    private void collect(Set<Reference> into) {
        switch (this) {
            case Literal _ -> {}
            case Computed(var template, var _, var _) -> into.addAll(template.references());
            case ListTerm(var items, var _) -> items.forEach(item -> item.collect(into));
            case MapTerm(var entries, var _) -> entries.values().forEach(term -> term.collect(into));
        }
    }

    /** The term written at the path; empty when there is none. */
    default Optional<Term> at(PropertyPath path) {
        var here = Optional.of(this);
        for (var step : path.steps()) {
            here = here.flatMap(term -> term.child(step));
        }
        return here;
    }

    /**
     * The place of what lies at the path, or of the nearest thing that holds it: inside a text of JSON too. Keyed
     * steps stop at the list.
     */
    default Span spanAt(PropertyPath path) {
        var here = this;
        var passed = 0;
        for (var step : path.steps()) {
            var next = here.child(step);
            if (next.isEmpty()) {
                break;
            }
            here = next.get();
            passed++;
        }
        var rest = new PropertyPath(path.steps().subList(passed, path.steps().size()));
        return switch (here) {
            case Literal _, Computed _ -> JsonPlaces.in(here.span(), rest).orElse(here.span());
            case ListTerm _, MapTerm _ -> here.span();
        };
    }

    /** True for an element of a list that stands for several. */
    default boolean isSpliced() {
        return this instanceof Computed computed && computed.spliced();
    }

    /** Term one step further; empty where it is not written here. */
    default Optional<Term> child(PropertyPath.Step step) {
        return switch (this) {
            case MapTerm(var entries, var _)
            when step instanceof PropertyPath.Step.Name(var name) -> Optional.ofNullable(entries.get(name));
            case ListTerm(var items, var _)
            when step instanceof PropertyPath.Step.Index(var i) && i < items.size() ->
                items.stream().limit(i + 1L).noneMatch(Term::isSpliced) ? Optional.of(items.get(i)) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
