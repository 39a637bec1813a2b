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

/** Compares desired, last applied and live values of any resource type. */
public final class Differ {

    private final Redaction redaction;

    /** @param redaction the state's redaction, so that secrets can be compared with the digests in the state */
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
     * Returns every difference between an object and its replacement. These include differences that an update would
     * leave: ignored properties, and values that only the old object has.
     *
     * @param address of the resource
     * @param found changes found by {@link #compare} and the planner, whose causes are kept
     */
    public List<PropertyChange> replacement(DiffSubject subject, Address address, List<PropertyChange> found) {
        var walk = new ValueDiff(redaction, Optional.of(address.text()));
        walk.properties(subject.withoutIgnored(), subject.desired());
        return ReplacementDiff.merged(walk.changes(), found);
    }

    /**
     * Tells whether all properties are literally equal to the live ones and none was removed from the spec. This is
     * the common case and allocates nothing.
     */
    private static boolean unchanged(DiffSubject subject, Value.Map desired) {
        var live = subject.live().entries();
        var applied = subject.applied().orElse(Value.Map.EMPTY);
        return desired.entries().entrySet().stream()
                        .allMatch(property -> property.getValue().equals(live.get(property.getKey())))
                && applied.entries().keySet().stream().allMatch(desired::has);
    }

    /** Returns a change for each top-level property of a new resource. */
    public List<PropertyChange> creation(DiffSubject subject) {
        var changes = new ArrayList<PropertyChange>();
        subject.desired().entries().forEach((name, value) -> {
            var attribute = subject.shape().attribute(name);
            if (attribute.filter(a -> a.output()).isPresent()) {
                return;
            }
            var position =
                    DiffPosition.root(subject.spec()).member(name, attribute).withoutReplacement();
            changes.add(position.change(
                    Optional.empty(), Optional.of(value), value.isKnown() ? Cause.SPEC : Cause.REFERENCE));
        });
        return changes;
    }

    /**
     * Tells whether the live value matches the desired one by the schema's rules of equality. Properties without a
     * desired value do not count.
     */
    public boolean satisfied(Shape shape, Value desired, Value live) {
        var walk = new ValueDiff(redaction);
        walk.atLeast(
                shape, DiffPosition.NOWHERE, new ThreeWayValue(desired, Optional.empty(), false, Optional.of(live)));
        return walk.changes().isEmpty();
    }

    /**
     * Tells whether the live value, if any, matches the desired one. A missing value matches {@code ""}, an empty
     * list and {@code false}.
     */
    public boolean satisfied(Shape shape, Value desired, Optional<Value> live) {
        return live.map(value -> satisfied(shape, desired, value)).orElse(false)
                || (ValueDiff.saysNothing(desired) && saysNothing(live));
    }

    /**
     * Tells whether a property is unset. Services answer with {@code ""}, an empty list or {@code false} for unset
     * properties.
     */
    public static boolean saysNothing(Optional<Value> live) {
        return live.map(ValueDiff::saysNothing).orElse(true);
    }
}
