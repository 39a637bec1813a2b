package dev.setpoint.engine.check.environment;

import dev.setpoint.engine.stack.Bindings.Binding;
import dev.setpoint.engine.stack.Environment;
import java.util.Map;

/**
 * An environment with the values that it gives to the stack's inputs.
 *
 * @param inputs values with their places in the file
 */
public record StackEnvironment(Environment environment, Map<String, Binding> inputs) {}
