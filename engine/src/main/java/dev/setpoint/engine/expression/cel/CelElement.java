package dev.setpoint.engine.expression.cel;

import dev.setpoint.engine.expression.cel.value.CelReading;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * The value of a variable that an expression binds itself: that of a loop in one turn, or an argument that is known in
 * part.
 *
 * @param optional whether CEL has it as an optional; then null stands for one without a value
 */
record CelElement(Value value, Shape shape, boolean optional) {

    CelElement(Value value, Shape shape) {
        this(value, shape, false);
    }

    /** The value as CEL computes with it. */
    Object read(CelReading reading) {
        if (!optional) {
            return reading.of(value, shape);
        }
        return value.revealed() instanceof Value.Null ? Optional.empty() : Optional.of(reading.of(value, shape));
    }

    boolean mayBeAbsent() {
        return value instanceof Value.Unknown unknown && unknown.mayBeAbsent();
    }
}
