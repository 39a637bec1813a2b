package dev.setpoint.engine.diff;

import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.schema.OnRemove;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks down the shape of a resource and records each difference at the deepest possible path. */
final class ValueDiff {

    private static final Shape ANY = new Shape.Any(CommonEquality.EXACT);

    private final Optional<String> renewed;
    private final ValueMatcher same;
    private final ListDiff lists;
    private final List<PropertyChange> changes = new ArrayList<>();
    private final Set<String> removed = new LinkedHashSet<>();

    ValueDiff(Redaction redaction) {
        this(redaction, Optional.empty());
    }

    /**
     * @param renewed address of an object that is replaced; then properties that an update would keep are compared
     *     too
     */
    ValueDiff(Redaction redaction, Optional<String> renewed) {
        this.renewed = renewed;
        this.same = new ValueMatcher(redaction);
        this.lists = new ListDiff(this);
    }

    List<PropertyChange> changes() {
        return List.copyOf(changes);
    }

    /** Returns the top-level properties to reset to those of a new object. */
    Set<String> removed() {
        return Set.copyOf(removed);
    }

    ValueMatcher same() {
        return same;
    }

    void properties(DiffSubject subject, Value.Map desired) {
        var three = new ThreeWayValue(
                desired, subject.applied().map(a -> a), subject.applied().isPresent(), Optional.of(subject.live()));
        var root = DiffPosition.root(subject.spec());
        members(subject.shape(), root, desired, three);
        if (renewed.isPresent()) {
            unasked(subject.shape(), root, desired, three);
        }
    }

    /** Compares like {@link #value}, but ignores members of an object that are not desired. */
    void atLeast(Shape shape, DiffPosition position, ThreeWayValue three) {
        if (shape instanceof Shape.ObjectOf object
                && three.desired() instanceof Value.Map desired
                && isMap(three.live())) {
            members(object, position, desired, three);
        } else {
            value(shape, position, three);
        }
    }

    void value(Shape shape, DiffPosition position, ThreeWayValue three) {
        var desired = three.desired();
        if (desired instanceof Value.Unknown) {
            note(position, three.live(), Optional.of(desired), Cause.REFERENCE);
        } else if (desired instanceof Value.Secret) {
            value(shape, position.secret(), three.revealed());
        } else if (!three.live().map(desired::equals).orElse(false)) {
            different(shape, position, three);
        }
    }

    private void different(Shape shape, DiffPosition position, ThreeWayValue three) {
        switch (shape) {
            case Shape.ObjectOf object
            when three.desired() instanceof Value.Map map && isMap(three.live()) -> {
                members(object, position, map, three);
                unasked(object, position, map, three);
            }
            case Shape.MapOf(var item)
            when three.desired() instanceof Value.Map map && isMap(three.live()) -> entries(item, position, map, three);
            case Shape.ListOf list
            when three.desired() instanceof Value.List items && isList(three.live()) ->
                lists.list(list, position, items, three);
            case Shape.Any(var equality) -> any(equality, position, three);
            case Shape.Text(var equality) -> leaf(equality, position, three);
            case Shape.Num _, Shape.Bool _, Shape.ObjectOf _, Shape.MapOf _, Shape.ListOf _ ->
                leaf(CommonEquality.EXACT, position, three);
        }
    }

    private void any(Equality equality, DiffPosition position, ThreeWayValue three) {
        if (isTree(equality)
                && three.desired() instanceof Value.Map map
                && three.live().orElse(Value.Null.VALUE) instanceof Value.Map) {
            entries(ANY, position, map, three);
        } else if (isTree(equality)
                && three.desired() instanceof Value.List items
                && three.live().orElse(Value.Null.VALUE) instanceof Value.List) {
            lists.list(new Shape.ListOf(ANY, false, Optional.empty()), position, items, three);
        } else {
            equality.compare(DiffRecorder.of(this, equality, position, three));
        }
    }

    /** Tells whether the parts of a value decide its equality, so that a difference is recorded at the part. */
    private static boolean isTree(Equality equality) {
        return equality.equals(CommonEquality.EXACT) || equality.equals(CommonEquality.JSON);
    }

    private void members(Shape.ObjectOf object, DiffPosition position, Value.Map desired, ThreeWayValue three) {
        desired.entries().forEach((name, value) -> {
            var attribute = object.attribute(name);
            var here = three.member(name, value);
            // The beginning of a name decides nothing once the name is chosen.
            if (attribute
                    .flatMap(Attribute::prefixOf)
                    .flatMap(desired::get)
                    .filter(Value::isKnown)
                    .isPresent()) {
                return;
            }
            if (attribute.map(Attribute::writeOnly).orElse(false)) {
                writeOnly(attribute.orElseThrow(), position.member(name, attribute), here, three.managed());
            } else if (!attribute.map(Attribute::output).orElse(false)) {
                value(attribute.map(Attribute::shape).orElse(ANY), position.member(name, attribute), here);
            }
        });
        if (three.applied().orElse(Value.Null.VALUE) instanceof Value.Map(var applied)) {
            applied.forEach((name, value) -> {
                if (!desired.has(name)) {
                    gone(object.attribute(name), position.member(name, object.attribute(name)), name, value, three);
                }
            });
        }
    }

    /**
     * Records live members of a property that neither the spec nor the last apply has. A property is managed as a
     * whole, because writing it replaces the whole. Unset members and those chosen by the server are left out.
     */
    private void unasked(Shape.ObjectOf object, DiffPosition position, Value.Map desired, ThreeWayValue three) {
        if (three.live().map(Value::revealed).orElse(Value.Null.VALUE) instanceof Value.Map(var live)) {
            live.forEach((name, value) -> object.attribute(name)
                    .filter(a -> !a.output() && !a.writeOnly() && (renewed.isPresent() || !a.computed()))
                    .filter(_ -> !desired.has(name) && !saysNothing(value))
                    .filter(_ -> three.entry(name, value).applied().isEmpty())
                    .ifPresent(a -> surplus(a, position.member(name, Optional.of(a)), three.entry(name, value))));
        }
    }

    /** Compares a write-only property with the last applied value, because reads never return it. */
    private void writeOnly(Attribute attribute, DiffPosition position, ThreeWayValue three, boolean managed) {
        var before = three.applied().or(attribute::defaultValue);
        // After an import or an interrupted creation, the live object does not tell whether the value was set.
        if (managed && !same.matches(attribute.shape(), Optional.of(three.desired()), before)) {
            note(
                    position,
                    before,
                    Optional.of(three.desired()),
                    three.desired().isKnown() ? Cause.SPEC : Cause.REFERENCE);
        }
    }

    /** Records the removal of a member that was applied and is no longer in the spec. */
    private void gone(
            Optional<Attribute> attribute, DiffPosition position, String name, Value applied, ThreeWayValue holder) {
        var shape = attribute.map(Attribute::shape).orElse(ANY);
        var keeps = attribute.map(Attribute::onRemove).orElseGet(OnRemove.Reset::new) instanceof OnRemove.Keep;
        if (attribute.map(Attribute::output).orElse(false) || (keeps && renewed.isEmpty())) {
            return;
        }
        if (attribute.map(Attribute::writeOnly).orElse(false)) {
            if (!same.matches(shape, Optional.of(applied), attribute.flatMap(Attribute::defaultValue))) {
                note(position, Optional.of(applied), Optional.empty(), Cause.SPEC);
            }
            return;
        }
        holder.member(name, applied).live().ifPresent(live -> {
            if (position.path().steps().size() == 1) {
                removed.add(name);
            }
            note(
                    applied.holdsSecret() ? position.secret() : position,
                    Optional.of(live),
                    decided(attribute, position),
                    same.matches(shape, applied, live) ? Cause.SPEC : Cause.SPEC_AND_DRIFT);
        });
    }

    private void entries(Shape item, DiffPosition position, Value.Map desired, ThreeWayValue three) {
        desired.entries().forEach((name, value) -> value(item, position.member(name), three.entry(name, value)));
        if (three.live().orElse(Value.Null.VALUE) instanceof Value.Map(var live)) {
            live.forEach((name, value) -> {
                if (!desired.has(name)) {
                    surplus(item, position.member(name), three.entry(name, value));
                }
            });
        }
    }

    /** Returns the value that the server chooses when the spec has none; empty when it chooses none. */
    private Optional<Value> decided(Optional<Attribute> attribute, DiffPosition position) {
        return renewed.filter(_ -> attribute.map(Attribute::computed).orElse(false))
                .map(address -> new Value.Unknown(address + "." + position.path()));
    }

    private void surplus(Attribute attribute, DiffPosition position, ThreeWayValue three) {
        var after = decided(Optional.of(attribute), position);
        if (after.isPresent()) {
            note(position, Optional.of(three.desired()), after, Cause.REPLACEMENT);
        } else {
            surplus(attribute.shape(), position, three);
        }
    }

    /**
     * Records a live value that the spec does not have, inside a value that it has. {@code desired} is the live
     * value.
     */
    void surplus(Shape shape, DiffPosition position, ThreeWayValue three) {
        var cause = three.applied()
                .map(applied -> same.matches(shape, applied, three.desired()) ? Cause.SPEC : Cause.SPEC_AND_DRIFT)
                .orElse(three.managed() ? Cause.DRIFT : Cause.SPEC);
        var secret = three.applied().filter(Value::holdsSecret).isPresent();
        note(secret ? position.secret() : position, Optional.of(three.desired()), Optional.empty(), cause);
    }

    void leaf(Equality equality, DiffPosition position, ThreeWayValue three) {
        if (!three.live()
                .map(live -> same.matchesLeaf(equality, three.desired(), live))
                .orElse(false)) {
            note(position, three.live(), Optional.of(three.desired()), cause(new Shape.Any(equality), position, three));
        }
    }

    /** Returns the cause of a difference: spec, drift, or both. */
    Cause cause(Shape shape, DiffPosition position, ThreeWayValue three) {
        if (!three.desired().isKnown()) {
            return Cause.REFERENCE;
        }
        if (three.applied().isEmpty()) {
            return three.managed() && three.live().isPresent() ? Cause.SPEC_AND_DRIFT : Cause.SPEC;
        }
        if (same.matches(shape, Optional.of(three.desired()), three.applied())) {
            return Cause.DRIFT;
        }
        if (!same.matches(shape, three.applied(), three.live())) {
            return Cause.SPEC_AND_DRIFT;
        }
        return position.isReference() ? Cause.REFERENCE : Cause.SPEC;
    }

    void note(DiffPosition position, Optional<Value> before, Optional<Value> after, Cause cause) {
        changes.add(position.change(before, after, cause));
    }

    /**
     * Tells whether a live value is unset. Services answer with {@code ""}, an empty list or {@code false} for unset
     * values.
     */
    static boolean saysNothing(Value value) {
        return switch (value.revealed()) {
            case Value.Null _ -> true;
            case Value.Bool(var on) -> !on;
            case Value.Str(var text) -> text.isEmpty();
            case Value.List(var items) -> items.isEmpty();
            case Value.Map(var entries) -> entries.values().stream().allMatch(ValueDiff::saysNothing);
            case Value.Num _, Value.Unknown _, Value.Secret _, Value.Redacted _ -> false;
        };
    }

    private static boolean isMap(Optional<Value> live) {
        return live.map(Value.Map.class::isInstance).orElse(true);
    }

    private static boolean isList(Optional<Value> live) {
        return live.map(Value.List.class::isInstance).orElse(true);
    }
}
