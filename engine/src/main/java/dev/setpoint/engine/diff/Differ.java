package dev.setpoint.engine.diff;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what is wanted, what was last applied and what is live, for any type: architecture.md#three-way-diff. */
public final class Differ {

    private final Redaction redaction;

    /** @param redaction salted as the state is, so that secrets compare with the digests that were kept of them */
    public Differ(Redaction redaction) {
        this.redaction = redaction;
    }

    public Difference compare(DiffSubject subject) {
        var desired = EffectiveSpec.of(subject);
        if (unchanged(subject, desired)) {
            return new Difference(desired, List.of(), Set.of());
        }
        var walk = new ValueDiff(redaction);
        walk.properties(subject, desired);
        return new Difference(desired, walk.changes(), walk.removed());
    }

    /**
     * Returns every difference between an object and the one that replaces it. It includes those that an update would
     * leave as they are: ignored properties, and properties that only the old object has.
     *
     * @param address of the resource
     * @param found what {@link #compare} and the planner have found so far; their causes stay
     */
    public List<PropertyChange> replacement(DiffSubject subject, Address address, List<PropertyChange> found) {
        var walk = new ValueDiff(redaction, Optional.of(address.text()));
        walk.properties(subject.withoutIgnored(), subject.desired());
        return ReplacementDiff.merged(walk.changes(), found);
    }

    /**
     * The common case, without building anything: every property literally as it is live, and none gone from the
     * spec.
     */
    private static boolean unchanged(DiffSubject subject, Value.Map desired) {
        var live = subject.live().entries();
        var applied = subject.applied().orElse(Value.Map.EMPTY);
        return desired.entries().entrySet().stream()
                        .allMatch(property -> property.getValue().equals(live.get(property.getKey())))
                && applied.entries().keySet().stream().allMatch(desired::has);
    }

    /** Returns a change for every top-level property of a resource that is to be created. */
    public List<PropertyChange> creation(DiffSubject subject) {
        var changes = new ArrayList<PropertyChange>();
        subject.desired().entries().forEach((name, value) -> {
            var attribute = subject.shape().attribute(name);
            if (attribute.filter(a -> a.output()).isPresent()) {
                return;
            }
            var spot = DiffPosition.root(subject.spec()).member(name, attribute).withoutReplacement();
            changes.add(
                    spot.change(Optional.empty(), Optional.of(value), value.isKnown() ? Cause.SPEC : Cause.REFERENCE));
        });
        return changes;
    }

    /**
     * Tells whether the second is what the first asks for, by the shape's meaning; properties the first leaves out do
     * not count.
     */
    public boolean satisfied(Shape shape, Value desired, Value live) {
        var walk = new ValueDiff(redaction);
        walk.atLeast(
                shape, DiffPosition.NOWHERE, new ThreeWayValue(desired, Optional.empty(), false, Optional.of(live)));
        return walk.changes().isEmpty();
    }

    /** Compares as {@link #satisfied(Shape, Value, Value)} does; an absent value satisfies an empty one. */
    public boolean satisfied(Shape shape, Value desired, Optional<Value> live) {
        return live.map(value -> satisfied(shape, desired, value)).orElse(false)
                || (ValueDiff.saysNothing(desired) && saysNothing(live));
    }

    /**
     * Tells whether a property is not set: services answer with {@code ""}, an empty list or {@code false} for that.
     */
    public static boolean saysNothing(Optional<Value> live) {
        return live.map(ValueDiff::saysNothing).orElse(true);
    }
}
