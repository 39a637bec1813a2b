package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the engine knows of a resource type or data source.
 *
 * @param kind whether a stack manages it or only reads it
 * @param properties the members that a spec may set, and the outputs
 * @param dataLoss what deleting or replacing it destroys
 * @param permissions operation (create, read, update, delete) → the actions it needs
 * @param owns the properties that together name an object this resource alone may manage
 * @param stateOnly there is no cloud object: what was last applied is what is live ({@code x-stateOnly})
 * @param json the schema's own text
 */
public record TypeSchema(
        TypeName name,
        Kind kind,
        String description,
        Shape.ObjectOf properties,
        Optional<String> dataLoss,
        Map<String, List<String>> permissions,
        List<String> owns,
        List<Requirement> requires,
        boolean stateOnly,
        String json) {

    public enum Kind {
        RESOURCE,
        DATA
    }
}
