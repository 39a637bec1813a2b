package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A resource type or data source, as far as the engine knows it.
 *
 * @param kind says if a stack manages it or only reads it
 * @param properties the members that a spec may set, and the outputs
 * @param dataLoss what deleting or replacing it destroys
 * @param actions the permissions that its operations need ({@code x-permissions})
 * @param identification what makes two resources one object ({@code x-identity})
 * @param holdings what it manages all of when a property is set
 * @param references properties that name other objects ({@code x-refersTo})
 * @param generatedName the name that is chosen where the spec has only its beginning ({@code x-generated})
 * @param global bound to no region ({@code x-global})
 * @param stateOnly there is no cloud object: what was last applied is what is live ({@code x-stateOnly})
 * @param source the schema itself, with a copy of every shared definition that it refers to
 */
public record TypeSchema(
        TypeName name,
        Kind kind,
        String description,
        Shape.ObjectOf properties,
        Optional<String> dataLoss,
        ActionTable actions,
        Identification identification,
        List<Requirement> requires,
        List<Holding> holdings,
        List<ObjectReference> references,
        Optional<GeneratedName> generatedName,
        boolean global,
        boolean stateOnly,
        Value.Map source) {

    /**
     * Returns the write-only properties with which a deletion needs further permissions. They delete more than the
     * object ({@code forceEmpty}), and take effect only when the user asks for the deletion.
     */
    public List<String> deletingMore() {
        return properties.attributes().values().stream()
                .filter(attribute -> attribute.writeOnly() && actions.needsForDeletion(attribute.name()))
                .map(Attribute::name)
                .toList();
    }

    /** Returns the properties that hold paths of files beside the spec ({@code x-file}). */
    public List<String> files() {
        var written = source.map("properties");
        return written.entries().keySet().stream()
                .filter(property -> written.map(property).bool("x-file").orElse(false))
                .toList();
    }

    public enum Kind {
        RESOURCE,
        DATA
    }

    /** Returns the known ones of these values that never come back in a read: they say how something is done, such as a deletion. */
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

    /** The property with the days for which a deletion can be cancelled; empty when objects go at once. */
    public Optional<String> deletionWindow() {
        return source.map("properties").entries().entrySet().stream()
                .filter(property -> property.getValue() instanceof Value.Map member
                        && member.bool("x-deletionWindow").orElse(false))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns the declaration of the object that a property names; empty when it names none. */
    public Optional<ObjectReference> reference(PropertyPath property) {
        return references.stream()
                .filter(reference -> reference.path().equals(property))
                .findFirst();
    }

    /** Properties that name an object of this type: none when the cloud gives it its id. */
    public List<String> naming() {
        return properties.attributes().values().stream()
                .filter(attribute -> attribute.createOnly() && (attribute.required() || isGenerated(attribute)))
                .map(Attribute::name)
                .toList();
    }

    private boolean isGenerated(Attribute attribute) {
        return generatedName
                .filter(generated -> generated.property().equals(attribute.name()))
                .isPresent();
    }
}
