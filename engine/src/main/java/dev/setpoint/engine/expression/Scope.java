package dev.setpoint.engine.expression;

import dev.setpoint.engine.value.Value;

/** Values of the names in an expression, at some moment. */
@FunctionalInterface
public interface Scope {

    /**
     * The value of one input, local, data source (its properties and outputs) or resource (likewise),
     * whole. What is not known yet is {@link Value.Unknown}, at the top or inside.
     */
    Value value(Reference.Root root, String name);
}
