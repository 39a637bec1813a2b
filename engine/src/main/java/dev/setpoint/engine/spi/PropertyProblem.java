package dev.setpoint.engine.spi;

import dev.setpoint.engine.value.PropertyPath;

/**
 * Problem that a {@link PropertyRule} finds.
 *
 * @param path of the property that is wrong
 * @param sentence what the cloud demands
 * @param hint what to do about it
 */
public record PropertyProblem(PropertyPath path, String sentence, String hint) {}
