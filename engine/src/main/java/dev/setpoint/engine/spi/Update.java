package dev.setpoint.engine.spi;

import dev.setpoint.engine.value.Value;
import java.util.Set;

/**
 * An in-place change of one object.
 *
 * @param desired every property as it shall be, the unchanged ones too
 * @param live what the object has now, as just read
 * @param changed top-level properties whose value differs from {@code live}
 * @param removed top-level properties to put back to what a new object has ({@code x-onRemove: reset})
 */
public record Update(Value.Map desired, Value.Map live, Set<String> changed, Set<String> removed) {

    public Update {
        changed = Set.copyOf(changed);
        removed = Set.copyOf(removed);
    }

    public boolean touches(String property) {
        return changed.contains(property) || removed.contains(property);
    }
}
