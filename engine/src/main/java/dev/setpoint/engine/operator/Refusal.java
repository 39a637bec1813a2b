package dev.setpoint.engine.operator;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.value.PropertyPath;

/**
 * A setting that the operator's word does not cover.
 *
 * @param setting its path within its block; the block itself where it says nothing
 */
public record Refusal(PropertyPath setting, Diagnostic diagnostic) {}
