package dev.setpoint.engine.diff;

import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * Values of one resource that are compared.
 *
 * @param desired what the spec asks for; may hold unknown and secret values
 * @param applied what was last applied in full, secrets redacted; empty when nothing was: an object just
 *     imported, or one whose creation was cut short
 * @param live what was read, with outputs
 * @param spec where the desired values are written
 * @param ignored paths whose live value is left alone ({@code ignoreChanges})
 */
public record DiffSubject(
        Shape.ObjectOf shape,
        Value.Map desired,
        Optional<Value.Map> applied,
        Value.Map live,
        Term spec,
        List<PropertyPath> ignored) {

    /** Returns this subject with nothing ignored. */
    DiffSubject withoutIgnored() {
        return new DiffSubject(shape, desired, applied, live, spec, List.of());
    }
}
