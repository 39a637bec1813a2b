package dev.setpoint.engine.schema;

import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * Marks as secret what a schema calls sensitive and what follows from a secret, so that nothing downstream shows or
 * keeps it.
 */
public final class Visibility {

    private Visibility() {}

    /**
     * These properties or outputs with every sensitive one, at any depth, wrapped in {@link Value.Secret}; and with
     * every one that is declared to follow from a secret.
     *
     * @param beside other properties of the same object, which what is declared may follow from
     */
    public static Value.Map concealed(Shape.ObjectOf shape, Value.Map values, Value.Map... beside) {
        var result = new LinkedHashMap<String, Value>();
        values.entries()
                .forEach((name, value) -> result.put(
                        name,
                        shape.attribute(name)
                                .map(attribute -> concealed(attribute, value))
                                .orElse(value)));
        var sources = Stream.concat(Stream.of(new Value.Map(result)), Stream.of(beside))
                .toList();
        result.replaceAll((name, value) ->
                shape.attribute(name).filter(a -> follows(a, sources)).isPresent() ? secret(value) : value);
        var map = new Value.Map(result);
        return map.equals(values) ? values : map;
    }

    private static boolean follows(Attribute attribute, List<Value.Map> sources) {
        return attribute.derivedFrom().stream()
                .anyMatch(source -> sources.stream()
                        .anyMatch(values ->
                                values.get(source).filter(Value::holdsSecret).isPresent()));
    }

    private static Value secret(Value value) {
        return value instanceof Value.Unknown || value instanceof Value.Redacted ? value : new Value.Secret(value);
    }

    /**
     * Returns rewritten properties with every former secret marked again: each value at the place of a secret, or the
     * whole value if the place of a secret is gone.
     */
    public static Value.Map kept(Value.Map before, Value.Map after) {
        var result = new LinkedHashMap<>(after.entries());
        result.replaceAll((name, value) ->
                before.get(name).map(earlier -> kept(earlier, value)).orElse(value));
        return new Value.Map(result);
    }

    private static Value kept(Value before, Value after) {
        if (!before.holdsSecret() || before.equals(after)) {
            return after;
        }
        return before instanceof Value.Map(var entries)
                        && after instanceof Value.Map made
                        && made.entries().keySet().containsAll(entries.keySet())
                ? kept((Value.Map) before, made)
                : secret(after);
    }

    private static Value concealed(Attribute attribute, Value value) {
        return attribute.sensitive() ? secret(value) : inside(attribute.shape(), value);
    }

    private static Value inside(Shape shape, Value value) {
        return switch (shape) {
            case Shape.ObjectOf object when value instanceof Value.Map map -> concealed(object, map);
            case Shape.MapOf(var item) -> value.mapChildren(child -> inside(item, child));
            case Shape.ListOf list -> value.mapChildren(child -> inside(list.item(), child));
            case Shape.ObjectOf _, Shape.Text _, Shape.Num _, Shape.Bool _, Shape.Any _ -> value;
        };
    }
}
