package dev.setpoint.engine.stack;

import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Values from outside that a spec is read with.
 *
 * @param layers values of inputs, each layer over those before it: environment, variables, --inputs, --input
 * @param environment the environment of the stack; empty when it has none
 * @param files that the spec may name
 */
public record Bindings(List<Map<String, Binding>> layers, Optional<Environment> environment, SpecFiles files) {

    public static final Bindings NONE = new Bindings(Map.of());

    public Bindings {
        layers = List.copyOf(layers);
    }

    /** Bindings of a stack file in the current folder. */
    public Bindings(Map<String, Binding> values) {
        this(List.of(values));
    }

    /** Bindings of a stack file in the current folder. */
    public Bindings(List<Map<String, Binding>> layers) {
        this(layers, Optional.empty(), SpecFiles.in(Path.of("")));
    }

    public Bindings in(SpecFiles other) {
        return new Bindings(layers, environment, other);
    }

    /** These values in an environment of the stack. */
    public Bindings in(Environment other) {
        return new Bindings(layers, Optional.of(other), files);
    }

    /** The values for one input, each over those before it. */
    public List<Binding> of(String input) {
        return layers.stream()
                .map(layer -> layer.get(input))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The inputs that values are given for. */
    public Set<String> inputs() {
        return layers.stream().flatMap(layer -> layer.keySet().stream()).collect(Collectors.toSet());
    }

    /** These bindings without the values for other inputs. */
    public Bindings only(Set<String> inputs) {
        var kept = layers.stream()
                .map(layer -> {
                    Map<String, Binding> some = new LinkedHashMap<>(layer);
                    some.keySet().retainAll(inputs);
                    return some;
                })
                .toList();
        return new Bindings(kept, environment, files);
    }

    /**
     * A value for an input.
     *
     * @param value a {@link Value.Str} as typed on the command line or in the environment (coerced to the input's type), or any value from a file
     * @param text whether it was given as text
     * @param origin for diagnostics: {@code --input suffix}, {@code SETPOINT_INPUT_SUFFIX}, {@code prod.yaml:3:1}
     * @param entry where it stands in the file of an environment, which diagnostics show
     */
    public record Binding(Value value, boolean text, String origin, Optional<Node.Entry> entry) {

        /** A value that does not stand in a file of the spec. */
        public Binding(Value value, boolean text, String origin) {
            this(value, text, origin, Optional.empty());
        }
    }
}
