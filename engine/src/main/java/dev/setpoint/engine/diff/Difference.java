package dev.setpoint.engine.diff;

import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Set;

/**
 * The differences between desired and live properties.
 *
 * @param desired the desired values, completed with the live values that the schema or {@code ignoreChanges} keep
 * @param properties changes in the order of the spec; empty when nothing differs
 * @param removed top-level properties to reset to those of a new object
 */
public record Difference(Value.Map desired, List<PropertyChange> properties, Set<String> removed) {

    public boolean isEmpty() {
        return properties.isEmpty();
    }

    public boolean forcesReplacement() {
        return properties.stream().anyMatch(PropertyChange::forcesReplacement);
    }
}
