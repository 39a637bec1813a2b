package dev.setpoint.engine.stack;

import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.Map;

/**
 * Values from outside that a spec is read with.
 *
 * @param values of inputs, merged by precedence: --input over --inputs file over environment
 * @param files that the spec may name
 */
public record Bindings(Map<String, Binding> values, SpecFiles files) {

    public static final Bindings NONE = new Bindings(Map.of());

    /** Bindings of a stack file in the current folder. */
    public Bindings(Map<String, Binding> values) {
        this(values, SpecFiles.in(Path.of("")));
    }

    public Bindings in(SpecFiles other) {
        return new Bindings(values, other);
    }

    /**
     * @param value a {@link Value.Str} as typed on the command line or in the environment (coerced to the input's type), or any value from a file
     * @param text whether it was given as text
     * @param origin for diagnostics: {@code --input suffix}, {@code SETPOINT_INPUT_SUFFIX}, {@code prod.yaml:3:1}
     */
    public record Binding(Value value, boolean text, String origin) {}
}
