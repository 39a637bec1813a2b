package dev.setpoint.engine.expression;

import dev.setpoint.engine.schema.Shape;
import java.util.Optional;

/**
 * The static type of a name.
 *
 * @param absence why there may be no value, as words in brackets: {@code its default is null}; empty when there is one
 */
public record NamedType(Shape shape, Optional<String> absence) {

    /** Creates the type of a name that always has a value. */
    public NamedType(Shape shape) {
        this(shape, Optional.empty());
    }
}
