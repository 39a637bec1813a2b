package dev.setpoint.engine.plan.saved;

import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.schema.Visibility;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Computes a digest of an object's properties. The order of sets, keyed lists and policy statements does not change
 * it. Outputs are left out, and secrets enter as salted digests.
 */
public final class Fingerprint {

    private Fingerprint() {}

    /** Returns {@code sha256:…} of live or desired properties. */
    public static String of(Shape.ObjectOf shape, Value.Map properties, Redaction redaction) {
        var members = new LinkedHashMap<String, Value>();
        Visibility.concealed(shape, properties).entries().forEach((name, value) -> {
            var attribute = shape.attribute(name);
            if (!attribute.map(Attribute::output).orElse(false)) {
                members.put(name, canonical(attribute.map(Attribute::shape), redaction.redact(value)));
            }
        });
        return Redaction.sha256(Json.canonical(new Value.Map(members)));
    }

    private static Value canonical(Optional<Shape> shape, Value value) {
        if (shape.isEmpty()) {
            return value;
        }
        return switch (shape.get()) {
            case Shape.ObjectOf object
            when value instanceof Value.Map(var entries) -> {
                var members = new LinkedHashMap<String, Value>();
                entries.forEach((name, member) ->
                        members.put(name, canonical(object.attribute(name).map(Attribute::shape), member)));
                yield new Value.Map(members);
            }
            case Shape.MapOf(var item)
            when value instanceof Value.Map -> value.mapChildren(child -> canonical(Optional.of(item), child));
            case Shape.ListOf list
            when value instanceof Value.List -> {
                var items = value.mapChildren(child -> canonical(Optional.of(list.item()), child));
                yield list.unordered() || list.key().isPresent() ? sorted(items) : items;
            }
            case Shape.Any(var equality) -> equality.ordered(value);
            case Shape.ObjectOf _, Shape.MapOf _, Shape.ListOf _, Shape.Text _, Shape.Num _, Shape.Bool _ -> value;
        };
    }

    private static Value sorted(Value value) {
        var items = value instanceof Value.List(var elements) ? elements : List.of(value);
        return new Value.List(
                items.stream().sorted(Comparator.comparing(Json::canonical)).toList());
    }
}
