package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.ObjectReference.Region;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the properties of a type that name other objects, at any depth. */
final class ReferenceReader {

    private static final String KEYWORD = "x-refersTo";
    private static final String LOCAL = "#/$defs/";

    private final Value.Map definitions;
    private final List<ObjectReference> found = new ArrayList<>();

    private ReferenceReader(Value.Map definitions) {
        this.definitions = definitions;
    }

    /** Returns them in the order of the schema. */
    static List<ObjectReference> read(Value.Map schema) {
        var reader = new ReferenceReader(schema.map("$defs"));
        reader.search(schema, PropertyPath.ROOT, Set.of());
        return List.copyOf(reader.found);
    }

    /** @param open definitions that the place is in, so that one which holds itself comes to an end */
    private void search(Value.Map schema, PropertyPath path, Set<String> open) {
        if (schema.has(KEYWORD)) {
            found.add(reference(path, schema.map(KEYWORD)));
        }
        schema.map("properties").entries().forEach((name, member) -> search(member, path.name(name), open));
        schema.get("items").ifPresent(item -> search(item, path.key("*"), open));
        schema.get("additionalProperties").ifPresent(value -> search(value, path.name("*"), open));
        schema.string("$ref")
                .filter(target -> target.startsWith(LOCAL) && !open.contains(target))
                .ifPresent(target -> {
                    var deeper = new HashSet<>(open);
                    deeper.add(target);
                    search(definitions.map(target.substring(LOCAL.length())), path, deeper);
                });
    }

    private void search(Value schema, PropertyPath path, Set<String> open) {
        if (schema instanceof Value.Map map) {
            search(map, path, open);
        }
    }

    private static ObjectReference reference(PropertyPath path, Value.Map written) {
        var names = written.get("type").orElse(Value.Null.VALUE) instanceof Value.List(var several)
                ? SchemaReader.strings(several)
                : List.of(written.string("type").orElse(""));
        return new ObjectReference(
                path,
                names.stream().map(TypeName::new).toList(),
                written.string("sameRegion")
                        .<Region>map(Region.OfNamed::new)
                        .orElseGet(() ->
                                written.bool("sameRegion").orElse(false) ? new Region.OfResource() : new Region.Any()),
                written.string("assumableBy"),
                written.bool("anyAccount").orElse(false),
                written.bool("lookup").orElse(true));
    }
}
