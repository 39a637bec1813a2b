package dev.setpoint.engine.check.term;

import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Template;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The schema's {@code default}s: what leaving a property out means, also inside maps that are there. */
final class SchemaDefaults {

    private SchemaDefaults() {}

    /** The defaults of the members that are not among the given ones. */
    static Map<String, Value> missing(Shape.ObjectOf object, Set<String> given) {
        var missing = new LinkedHashMap<String, Value>();
        for (var attribute : object.attributes().values()) {
            if (!attribute.output() && !given.contains(attribute.name())) {
                attribute
                        .defaultValue()
                        .ifPresent(value -> missing.put(attribute.name(), fill(attribute.shape(), value)));
            }
        }
        return missing;
    }

    /**
     * A template whose result gets the defaults too, where there are any.
     *
     * @param absent what a null result means
     */
    static Template filling(Shape shape, Template template, Optional<Value> absent) {
        return has(shape) || absent.isPresent() ? new Filling(shape, template, absent) : template;
    }

    private static boolean has(Shape shape) {
        return switch (shape) {
            case Shape.ObjectOf object ->
                object.attributes().values().stream()
                        .anyMatch(attribute -> attribute.defaultValue().isPresent() || has(attribute.shape()));
            case Shape.ListOf(var item, var _, var _) -> has(item);
            case Shape.MapOf(var value) -> has(value);
            case Shape.Text _, Shape.Num _, Shape.Bool _, Shape.Any _ -> false;
        };
    }

    private record Filling(Shape shape, Template template, Optional<Value> absent) implements Template {
        @Override
        public String source() {
            return template.source();
        }

        @Override
        public Set<Reference> references() {
            return template.references();
        }

        @Override
        public Set<Reference> fileArguments() {
            return template.fileArguments();
        }

        @Override
        public boolean readsFiles() {
            return template.readsFiles();
        }

        @Override
        public Value evaluate(Scope scope) {
            var value = template.evaluate(scope);
            return value.revealed() instanceof Value.Null ? absent.orElse(value) : fill(shape, value);
        }
    }

    private static Value fill(Shape shape, Value value) {
        return switch (value) {
            case Value.Secret(var inner) -> new Value.Secret(fill(shape, inner));
            case Value.Map map ->
                switch (shape) {
                    case Shape.ObjectOf object -> {
                        var filled = new LinkedHashMap<String, Value>();
                        map.entries()
                                .forEach((name, entry) -> filled.put(
                                        name,
                                        object.attribute(name)
                                                .map(Attribute::shape)
                                                .map(member -> fill(member, entry))
                                                .orElse(entry)));
                        filled.putAll(
                                missing(object, map.withoutNulls().entries().keySet()));
                        yield new Value.Map(filled);
                    }
                    case Shape.MapOf(var member) -> map.mapChildren(entry -> fill(member, entry));
                    default -> map;
                };
            case Value.List list
            when shape instanceof Shape.ListOf(var item, var _, var _) ->
                list.mapChildren(element -> fill(item, element));
            default -> value;
        };
    }
}
