package dev.setpoint.engine.diff;

import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** Tells whether one value matches another by the schema's rules of equality. */
record ValueMatcher(Redaction redaction) {

    /**
     * Tells whether two values are equal by the rules of the shape, with no extra members on either side. An unknown
     * value equals nothing.
     */
    boolean matches(Shape shape, Value desired, Value other) {
        if (desired.equals(other) && desired.isKnown()) {
            return true;
        }
        var walk = new ValueDiff(redaction);
        walk.value(
                shape, DiffPosition.NOWHERE, new ThreeWayValue(desired, Optional.empty(), false, Optional.of(other)));
        return walk.changes().isEmpty();
    }

    boolean matches(Shape shape, Optional<Value> desired, Optional<Value> other) {
        return desired.isPresent() && other.isPresent() && matches(shape, desired.get(), other.get());
    }

    /** Compares values without parts, and values that only a named equality can parse. */
    boolean matchesLeaf(Equality equality, Value desired, Value other) {
        return redaction.same(desired, other) || equality.same(desired.revealedDeep(), other.revealedDeep());
    }
}
