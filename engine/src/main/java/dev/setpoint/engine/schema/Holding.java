package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import java.util.Map;

/**
 * Objects that a resource manages as a whole when its spec sets a property ({@code x-ownsAll}), such as the policies
 * attached to a role whose block lists them.
 *
 * @param property the property that lists the objects
 * @param type the type of resource that manages one of them
 * @param where that type's property → the property here that must equal it
 * @param equality tells when the two are equal
 */
public record Holding(String property, TypeName type, Map<String, String> where, Equality equality) {}
