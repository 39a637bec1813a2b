package dev.setpoint.engine.validation;

import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads documents, such as policies, that are given as JSON text, so that the rules for them hold for texts too. */
final class PolicyTexts {

    private final List<Violation> findings = new ArrayList<>();

    /** Texts that are no JSON object. */
    List<Violation> findings() {
        return findings;
    }

    /** The properties with documents in the place of their texts. */
    Value.Map read(Shape.ObjectOf shape, Value.Map properties) {
        return members(shape, properties, PropertyPath.ROOT);
    }

    private Value.Map members(Shape.ObjectOf shape, Value.Map value, PropertyPath path) {
        var read = new LinkedHashMap<String, Value>();
        value.entries()
                .forEach((name, member) -> read.put(
                        name,
                        shape.attribute(name)
                                .map(attribute -> value(attribute.shape(), member, path.name(name)))
                                .orElse(member)));
        return new Value.Map(read);
    }

    private Value value(Shape shape, Value value, PropertyPath path) {
        return switch (shape) {
            case Shape.Any(var equality)
            when equality.document().isPresent() && value instanceof Value.Str(var text) ->
                document(equality.document().get(), text, path);
            case Shape.ObjectOf object when value instanceof Value.Map map -> members(object, map, path);
            case Shape.MapOf(var item)
            when value instanceof Value.Map(var entries) -> {
                var read = new LinkedHashMap<String, Value>();
                entries.forEach((name, member) -> read.put(name, value(item, member, path.name(name))));
                yield new Value.Map(read);
            }
            default -> value;
        };
    }

    /** @param word for such a document */
    private Value document(String word, String text, PropertyPath path) {
        var why = "";
        try {
            if (Json.read(text) instanceof Value.Map document) {
                return document;
            }
        } catch (IllegalArgumentException e) {
            why = ": " + e.getMessage();
        }
        findings.add(Violation.of(
                "SP0222",
                path,
                "A " + word + " is a map, or the text of a JSON object, and this is neither" + why + "."));
        return new Value.Unknown(path.toString());
    }
}
