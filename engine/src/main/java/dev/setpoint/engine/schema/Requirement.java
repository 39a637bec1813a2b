package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.Value;
import java.util.Map;

/**
 * A prerequisite that no reference shows (one entry of {@code x-requires}).
 *
 * @param type the type of the object that must be there first
 * @param where that object's property → the path in this resource that must equal it; {@code rules[*].x} for each element
 * @param equality tells when the two are equal
 * @param has properties that object must have, at least
 * @param because one sentence for the diagnostic
 */
public record Requirement(
        TypeName type, Map<String, String> where, Equality equality, Map<String, Value> has, String because) {}
