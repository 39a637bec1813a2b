package dev.setpoint.engine.stack;

import dev.setpoint.engine.value.Value;
import java.util.Map;

/** The values given for inputs from outside the spec, already merged by precedence: --input over --inputs file over environment. */
public record Bindings(Map<String, Binding> values) {

    public static final Bindings NONE = new Bindings(Map.of());

    /**
     * @param value a {@link Value.Str} as typed on the command line or in the environment (coerced to the input's type), or any value from a file
     * @param text whether it was given as text
     * @param origin for diagnostics: {@code --input suffix}, {@code SETPOINT_INPUT_SUFFIX}, {@code prod.yaml:3:1}
     */
    public record Binding(Value value, boolean text, String origin) {}
}
