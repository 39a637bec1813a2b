package dev.setpoint.engine.expression;

import dev.setpoint.engine.schema.Shape;
import java.util.Collection;
import java.util.Optional;

/** The static types of the names that an expression may use. */
public interface TypeScope {

    /** Empty when there is no such input, local, data source or resource. */
    Optional<Shape> shape(Reference.Root root, String name);

    /** All names under this root: for hints. */
    Collection<String> names(Reference.Root root);
}
