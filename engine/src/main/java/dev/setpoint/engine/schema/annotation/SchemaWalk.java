package dev.setpoint.engine.schema.annotation;

import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A walk through a schema and everything that it refers to, in the order of the schema. Schemas that apply to one
 * value, such as those of {@code allOf}, are visited with the path of that value.
 */
public final class SchemaWalk {

    private static final String LOCAL = "#/$defs/";

    /** Keywords whose schemas describe the same value. */
    private static final List<String> SAME_VALUE = List.of("if", "then", "else");

    private final Value.Map definitions;
    private final BiConsumer<PropertyPath, Value.Map> visitor;

    private SchemaWalk(Value.Map definitions, BiConsumer<PropertyPath, Value.Map> visitor) {
        this.definitions = definitions;
        this.visitor = visitor;
    }

    /** @param visitor gets each schema with the path of what it describes, {@code [*]} for elements, {@code .*} for members */
    public static void of(Value.Map schema, BiConsumer<PropertyPath, Value.Map> visitor) {
        new SchemaWalk(schema.map("$defs"), visitor).visit(schema, PropertyPath.ROOT, Set.of());
    }

    /** @param open definitions that the place is in, so that one which contains itself comes to an end */
    private void visit(Value value, PropertyPath path, Set<String> open) {
        if (!(value instanceof Value.Map schema)) {
            return;
        }
        visitor.accept(path, schema);
        schema.map("properties").entries().forEach((name, member) -> visit(member, path.name(name), open));
        schema.get("items").ifPresent(item -> visit(item, path.key("*"), open));
        schema.get("additionalProperties").ifPresent(member -> visit(member, path.name("*"), open));
        schema.list("allOf").forEach(part -> visit(part, path, open));
        SAME_VALUE.forEach(keyword -> schema.get(keyword).ifPresent(part -> visit(part, path, open)));
        schema.string("$ref")
                .filter(target -> target.startsWith(LOCAL) && !open.contains(target))
                .ifPresent(target -> {
                    var deeper = new HashSet<>(open);
                    deeper.add(target);
                    visit(definitions.map(target.substring(LOCAL.length())), path, deeper);
                });
    }
}
