package dev.setpoint.engine.operator;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.value.PropertyPath;

/**
 * A setting that the operator does not allow.
 *
 * @param setting path of the setting in its block; the block itself when the setting is missing
 */
public record Refusal(PropertyPath setting, Diagnostic diagnostic) {}
