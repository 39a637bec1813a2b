package dev.setpoint.engine.explanation;

import java.util.List;
import java.util.Map;

/** Case in which Setpoint reports a code. */
public sealed interface Example {

    /**
     * Stack file that {@code setpoint validate} reports the code for.
     *
     * @param text content of the file
     * @param inputs values given with {@code --input}
     */
    record Spec(String text, Map<String, String> inputs) implements Example {}

    /**
     * Case that no stack file alone can show: it needs a cloud, a state, another file or an option.
     *
     * @param text what happened, in prose without line breaks
     * @param commands commands that report the code: {@code plan}, {@code state mv}
     */
    record Situation(String text, List<String> commands) implements Example {}
}
