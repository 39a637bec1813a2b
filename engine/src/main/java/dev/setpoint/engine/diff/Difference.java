package dev.setpoint.engine.diff;

import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Set;

/**
 * Differences between desired and live values.
 *
 * @param desired as was asked for, with what the schema and {@code ignoreChanges} leave to the live object
 * @param properties in the order of the spec; empty when there is nothing to do
 * @param removed top-level properties that go back to what a new object has
 */
public record Difference(Value.Map desired, List<PropertyChange> properties, Set<String> removed) {

    public boolean isEmpty() {
        return properties.isEmpty();
    }

    public boolean forcesReplacement() {
        return properties.stream().anyMatch(PropertyChange::forcesReplacement);
    }
}
