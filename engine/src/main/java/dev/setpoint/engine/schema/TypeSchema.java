package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the engine knows of a resource type or data source.
 *
 * @param kind whether a stack manages it or only reads it
 * @param properties the members that a spec may set, and the outputs
 * @param dataLoss what deleting or replacing it destroys
 * @param permissions operation (create, read, update, delete) → the actions it needs
 * @param identification what makes two resources one object ({@code x-identity})
 * @param holdings what it manages all of when a property is set
 * @param global bound to no region ({@code x-global})
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
        Identification identification,
        List<Requirement> requires,
        List<Holding> holdings,
        boolean global,
        boolean stateOnly,
        String json) {

    /** The properties that need this action of the cloud: those that its refusal is about. */
    public List<String> propertiesNeeding(String action) {
        return Json.read(json) instanceof Value.Map schema
                ? schema.map("properties").entries().entrySet().stream()
                        .filter(property -> property.getValue() instanceof Value.Map attribute
                                && attribute.map("x-permissions").entries().values().stream()
                                        .anyMatch(actions -> actions instanceof Value.List(var items)
                                                && items.contains(Value.of(action))))
                        .map(Map.Entry::getKey)
                        .toList()
                : List.of();
    }

    /**
     * Write-only properties for which deleting needs permissions of its own: they say that more is to be deleted than
     * the object ({@code forceEmpty}), and are true for a deletion that somebody asked for only.
     */
    public List<String> deletingMore() {
        return Json.read(json) instanceof Value.Map schema
                ? schema.map("properties").entries().entrySet().stream()
                        .filter(property -> property.getValue() instanceof Value.Map attribute
                                && attribute.bool("writeOnly").orElse(false)
                                && attribute.map("x-permissions").has("delete"))
                        .map(Map.Entry::getKey)
                        .toList()
                : List.of();
    }

    public enum Kind {
        RESOURCE,
        DATA
    }

    /** Of these values the known ones that never come back in a read: they say how something is done, such as a deletion. */
    public Value.Map writeOnly(Value.Map values) {
        var chosen = new LinkedHashMap<String, Value>();
        values.entries()
                .forEach((name, value) -> properties
                        .attribute(name)
                        .filter(attribute -> attribute.writeOnly() && !attribute.sensitive())
                        .filter(_ -> value.isKnown() && value.equals(value.revealedDeep()))
                        .ifPresent(_ -> chosen.put(name, value)));
        return new Value.Map(chosen);
    }

    /** The outputs that an update may change. */
    public Set<String> volatileOutputs() {
        return properties.attributes().values().stream()
                .filter(Attribute::isVolatile)
                .map(Attribute::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The properties that name an object of this type: none when the cloud gives it its id. */
    public List<String> naming() {
        return properties.attributes().values().stream()
                .filter(attribute -> attribute.required() && attribute.createOnly())
                .map(Attribute::name)
                .toList();
    }
}
