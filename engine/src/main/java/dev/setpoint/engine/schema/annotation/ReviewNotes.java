package dev.setpoint.engine.schema.annotation;

import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Facts of a type's schema that help a reviewer of a plan.
 *
 * @param concerns subjects by path, the root being the type itself; a subject holds for everything below its path
 *     that has no other
 * @param keys members that tell the elements of lists apart
 */
public record ReviewNotes(Map<PropertyPath, Concern> concerns, ElementKeys keys) {

    public static final ReviewNotes NONE = new ReviewNotes(Map.of(), ElementKeys.NONE);

    /** @param schema of a type, with everything that it refers to */
    public static ReviewNotes of(Value.Map schema) {
        var concerns = new LinkedHashMap<PropertyPath, Concern>();
        var keys = new LinkedHashMap<PropertyPath, String>();
        SchemaWalk.of(schema, (path, part) -> {
            part.string("x-concerns").flatMap(Concern::of).ifPresent(concern -> concerns.putIfAbsent(path, concern));
            part.string("x-key").ifPresent(member -> keys.putIfAbsent(path, member));
        });
        return new ReviewNotes(concerns, new ElementKeys(keys));
    }

    /** Returns the subject of the type itself. */
    public Optional<Concern> ofType() {
        return Optional.ofNullable(concerns.get(PropertyPath.ROOT));
    }

    /** Returns the subject of a property, or of a value inside it; empty for an option of the block. */
    public Optional<Concern> of(PropertyPath path) {
        return concerns.entrySet().stream()
                .filter(_ -> path.property().isPresent())
                .filter(entry -> path.isWithin(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().steps().size()))
                .map(Map.Entry::getValue);
    }
}
