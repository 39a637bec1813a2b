package dev.setpoint.engine.spi;

import dev.setpoint.engine.value.Value;
import java.util.Set;

/**
 * Names of the top-level properties to read, because a read fetches only what the stack manages. Outputs are always
 * read.
 */
public record PropertySet(Set<String> names) {

    public PropertySet {
        names = Set.copyOf(names);
    }

    public static PropertySet of(String... names) {
        return new PropertySet(Set.of(names));
    }

    /** Names of these properties. */
    public static PropertySet of(Value.Map properties) {
        return new PropertySet(properties.entries().keySet());
    }

    public boolean contains(String name) {
        return names.contains(name);
    }
}
