package dev.setpoint.engine.spi.rule;

import dev.setpoint.engine.value.PropertyPath;

/**
 * Problem that a {@link PropertyRule} finds.
 *
 * @param path of the property that is wrong
 * @param onName whether the name at the end of the path is wrong, rather than what it holds
 * @param sentence what the cloud demands
 * @param hint what to do about it
 */
public record PropertyProblem(PropertyPath path, boolean onName, String sentence, String hint) {

    /** Problem of what stands at a path. */
    public PropertyProblem(PropertyPath path, String sentence, String hint) {
        this(path, false, sentence, hint);
    }

    /** This problem, as one of the name at the end of the path. */
    public PropertyProblem atName() {
        return new PropertyProblem(path, true, sentence, hint);
    }
}
