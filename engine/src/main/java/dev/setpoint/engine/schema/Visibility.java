package dev.setpoint.engine.schema;

import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;

/** Marks as secret what a schema calls sensitive, so that nothing downstream shows or keeps it. */
public final class Visibility {

    private Visibility() {}

    /** These properties or outputs with every sensitive one, at any depth, wrapped in {@link Value.Secret}. */
    public static Value.Map concealed(Shape.ObjectOf shape, Value.Map values) {
        var result = new LinkedHashMap<String, Value>();
        values.entries()
                .forEach((name, value) -> result.put(
                        name,
                        shape.attribute(name)
                                .map(attribute -> concealed(attribute, value))
                                .orElse(value)));
        var map = new Value.Map(result);
        return map.equals(values) ? values : map;
    }

    private static Value concealed(Attribute attribute, Value value) {
        return attribute.sensitive() && !(value instanceof Value.Unknown)
                ? new Value.Secret(value)
                : concealed(attribute.shape(), value);
    }

    private static Value concealed(Shape shape, Value value) {
        return switch (shape) {
            case Shape.ObjectOf object when value instanceof Value.Map map -> concealed(object, map);
            case Shape.MapOf(var item) -> value.mapChildren(child -> concealed(item, child));
            case Shape.ListOf list -> value.mapChildren(child -> concealed(list.item(), child));
            case Shape.ObjectOf _, Shape.Text _, Shape.Num _, Shape.Bool _, Shape.Any _ -> value;
        };
    }
}
