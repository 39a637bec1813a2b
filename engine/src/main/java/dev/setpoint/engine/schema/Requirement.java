package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A prerequisite that no reference shows (one entry of {@code x-requires}).
 *
 * @param type the type of the object that must be there first
 * @param where that object's property → the path in this resource that must equal it; {@code rules[*].x} for each element
 * @param equality tells when the two are equal
 * @param has properties that object must have, at least: those of one of these sets, the usual one first
 * @param lookedUp false when a plan does not look for the object in the cloud, because there are other ways
 * @param because one sentence for the diagnostic
 */
public record Requirement(
        TypeName type,
        Map<String, String> where,
        Equality equality,
        List<Map<String, Value>> has,
        boolean lookedUp,
        String because) {

    public Requirement {
        has = List.copyOf(has);
    }

    /** Returns the names of all properties that it looks at. */
    public Set<String> properties() {
        return has.stream().flatMap(set -> set.keySet().stream()).collect(Collectors.toSet());
    }
}
