package dev.setpoint.engine.diff;

import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * A position in the diff: the path, the term of the spec at that path, and the schema annotations that apply from
 * here down.
 *
 * @param term empty where the spec has nothing
 */
record DiffPosition(
        PropertyPath path, Optional<Term> term, boolean createOnly, boolean sensitive, Optional<String> dataLoss) {

    /** A position for comparisons whose changes are not recorded. */
    static final DiffPosition NOWHERE =
            new DiffPosition(PropertyPath.ROOT, Optional.empty(), false, false, Optional.empty());

    static DiffPosition root(Term spec) {
        return new DiffPosition(PropertyPath.ROOT, Optional.of(spec), false, false, Optional.empty());
    }

    DiffPosition member(String name, Optional<Attribute> attribute) {
        return new DiffPosition(
                path.name(name),
                term.flatMap(t -> written(t, name)),
                createOnly || attribute.map(Attribute::createOnly).orElse(false),
                sensitive || attribute.map(Attribute::sensitive).orElse(false),
                attribute.flatMap(Attribute::dataLoss).or(() -> dataLoss));
    }

    DiffPosition member(String name) {
        return member(name, Optional.empty());
    }

    /** @param place index of the element in the desired list; empty when it is not in the list */
    DiffPosition element(PropertyPath.Step step, Optional<Integer> place) {
        return new DiffPosition(
                path.then(step), term.flatMap(t -> place.flatMap(i -> written(t, i))), createOnly, sensitive, dataLoss);
    }

    /** Returns this path with the spec place of an element, because an element of a set has no path of its own. */
    DiffPosition written(int place) {
        return new DiffPosition(path, term.flatMap(t -> written(t, place)), createOnly, sensitive, dataLoss);
    }

    /** Returns this position for a new value, which cannot force a replacement. */
    DiffPosition withoutReplacement() {
        return new DiffPosition(path, term, false, sensitive, Optional.empty());
    }

    DiffPosition secret() {
        return new DiffPosition(path, term, createOnly, true, dataLoss);
    }

    /** Tells whether the spec has an expression here that reads a resource or data source. */
    boolean isReference() {
        return term.filter(Term.Computed.class::isInstance)
                .map(t -> t.references().stream()
                        .anyMatch(r -> r.root() == Reference.Root.RESOURCE || r.root() == Reference.Root.DATA))
                .orElse(false);
    }

    PropertyChange change(Optional<Value> before, Optional<Value> after, Cause cause) {
        return new PropertyChange(
                path,
                before.map(this::concealed),
                after.map(this::concealed),
                cause,
                after.isPresent() ? term.map(Term::span) : Optional.empty(),
                createOnly,
                sensitive,
                before.isPresent() ? dataLoss : Optional.empty());
    }

    private Value concealed(Value value) {
        return sensitive && !(value instanceof Value.Unknown) ? new Value.Secret(value) : value;
    }

    // A whole expression or literal is the place of everything below it.
    private static Optional<Term> written(Term term, String name) {
        return term instanceof Term.MapTerm(var entries, var _)
                ? Optional.ofNullable(entries.get(name))
                : Optional.of(term);
    }

    private static Optional<Term> written(Term term, int place) {
        return term instanceof Term.ListTerm(var items, var _)
                ? place < items.size() ? Optional.of(items.get(place)) : Optional.empty()
                : Optional.of(term);
    }
}
