package dev.setpoint.engine.spi;

import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Value;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Planned operations on one object, as far as they are known beforehand.
 *
 * @param actions that must be allowed, as the schema of the type names them
 * @param identity empty when the object is yet to be made
 * @param properties and outputs, with {@link Value.Unknown} for what is not known yet; revealed
 * @param realm where it lives; empty when nobody could say
 */
public record PermissionRequest(
        TypeSchema type,
        SortedSet<String> actions,
        Optional<Identity> identity,
        Value.Map properties,
        Optional<Realm> realm) {

    public PermissionRequest {
        actions = Collections.unmodifiableSortedSet(new TreeSet<>(actions));
    }
}
