package dev.setpoint.engine.diff;

import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * The values of one resource to compare.
 *
 * @param desired values of the spec; may contain unknown and secret values
 * @param applied last completely applied values, with redacted secrets; empty for an object that was just imported or
 *     whose creation was interrupted
 * @param live live values, with outputs
 * @param spec place of the desired values in the spec
 * @param ignored paths whose live value is kept ({@code ignoreChanges})
 */
public record DiffSubject(
        Shape.ObjectOf shape,
        Value.Map desired,
        Optional<Value.Map> applied,
        Value.Map live,
        Term spec,
        List<PropertyPath> ignored) {

    /** Returns this subject with no ignored paths. */
    DiffSubject withoutIgnored() {
        return new DiffSubject(shape, desired, applied, live, spec, List.of());
    }
}
