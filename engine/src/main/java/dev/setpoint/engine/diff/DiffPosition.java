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
 * A place in a diff: the path, the term of the spec there, and the annotations that hold from here down.
 *
 * @param term empty where the spec has written nothing
 */
record DiffPosition(
        PropertyPath path, Optional<Term> term, boolean createOnly, boolean sensitive, Optional<String> dataLoss) {

    /** For comparisons of which only the answer matters. */
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

    /** @param place the element's place in the desired list; empty when it is not in it */
    DiffPosition element(PropertyPath.Step step, Optional<Integer> place) {
        return new DiffPosition(
                path.then(step), term.flatMap(t -> place.flatMap(i -> written(t, i))), createOnly, sensitive, dataLoss);
    }

    /** Goes to an element of a set in the spec; the path stays, since such an element has none of its own. */
    DiffPosition written(int place) {
        return new DiffPosition(path, term.flatMap(t -> written(t, place)), createOnly, sensitive, dataLoss);
    }

    /** Returns this place for an object that is new, so that nothing there forces a replacement. */
    DiffPosition withoutReplacement() {
        return new DiffPosition(path, term, false, sensitive, Optional.empty());
    }

    DiffPosition secret() {
        return new DiffPosition(path, term, createOnly, true, dataLoss);
    }

    /** Tells if the spec has here an expression that reads a resource or data source. */
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

    // A whole expression or literal stands for everything below it.
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
