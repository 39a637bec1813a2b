package dev.setpoint.cli.reference;

import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Value;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Properties of a type as a nested list in Markdown, a line for each. */
final class PropertyTree {

    private static final String LOCAL = "#/$defs/";

    private final Value.Map schema;
    private final Value.Map definitions;

    PropertyTree(TypeSchema type) {
        this.schema = type.source();
        this.definitions = schema.map("$defs");
    }

    /** Properties that a spec may set. */
    String properties() {
        return members(schema, false);
    }

    /** Properties that the cloud gives. */
    String outputs() {
        return members(schema, true);
    }

    private String members(Value.Map object, boolean outputs) {
        var lines = new StringBuilder();
        object.map("properties").entries().forEach((name, member) -> {
            if (member instanceof Value.Map property
                    && property.bool("readOnly").orElse(false) == outputs) {
                member(lines, "", name, property, isRequired(object, name), Set.of());
            }
        });
        return lines.toString();
    }

    private static boolean isRequired(Value.Map object, String name) {
        return object.list("required").contains(Value.of(name));
    }

    private void member(
            StringBuilder lines, String indent, String name, Value.Map written, boolean required, Set<String> open) {
        var property = resolved(written);
        lines.append(indent)
                .append("- `")
                .append(name)
                .append("` (")
                .append(String.join(", ", new PropertyFacts(property, this::resolved).all(required)))
                .append(")")
                .append(PropertyFacts.sentences(property))
                .append('\n');
        var inside = definitions(written, open);
        if (inside.size() > open.size() || written.string("$ref").isEmpty()) {
            nested(property).forEach(object -> children(lines, indent + "  ", object, inside));
        }
    }

    /** The definitions that a place is in, so that one which contains itself comes to an end. */
    private static Set<String> definitions(Value.Map written, Set<String> open) {
        var all = new HashSet<>(open);
        written.string("$ref").ifPresent(all::add);
        return all;
    }

    private void children(StringBuilder lines, String indent, Value.Map object, Set<String> open) {
        object.map("properties").entries().forEach((name, member) -> {
            if (member instanceof Value.Map property) {
                member(lines, indent, name, property, isRequired(object, name), open);
            }
        });
    }

    /** The objects in a property: itself, the elements of a list, or the values of a map. */
    private Stream<Value.Map> nested(Value.Map property) {
        return Stream.of(property, resolved(property.map("items")), resolved(property.map("additionalProperties")))
                .flatMap(part -> part.map("items").has("properties")
                        ? Stream.of(part, resolved(part.map("items")))
                        : Stream.of(part))
                .filter(part -> part.has("properties"))
                .distinct();
    }

    /** The schema with what it refers to; its own keywords win. */
    private Value.Map resolved(Value.Map written) {
        return written.string("$ref")
                .filter(target -> target.startsWith(LOCAL))
                .map(target -> definitions.map(target.substring(LOCAL.length())).plus(written))
                .orElse(written);
    }
}
