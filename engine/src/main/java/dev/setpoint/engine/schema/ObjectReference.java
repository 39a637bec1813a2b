package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.PropertyPath;
import java.util.List;
import java.util.Optional;

/**
 * A property that names another object ({@code x-refersTo}).
 *
 * @param path the property, with {@code [*]} for each element of a list: {@code rules[*].destination.bucket}
 * @param types of which the object can be, the usual one first
 * @param region the object whose region it must be in
 * @param assumableBy the service that must be able to assume a role
 * @param anyAccount true when the object may be of another account
 * @param lookedUp false when a plan does not look for the object
 */
public record ObjectReference(
        PropertyPath path,
        List<TypeName> types,
        Region region,
        Optional<String> assumableBy,
        boolean anyAccount,
        boolean lookedUp) {

    public ObjectReference {
        types = List.copyOf(types);
    }

    /** The region that an object must be in. */
    public sealed interface Region {
        /** Any region. */
        record Any() implements Region {}

        /** The region of the resource that names the object. */
        record OfResource() implements Region {}

        /** The region of the object that another property of the same map names. */
        record OfNamed(String property) implements Region {}
    }

    /** Tells if the object can be of a type. */
    public boolean isTo(TypeName type) {
        return types.contains(type);
    }
}
