package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.ObjectReference.Region;
import dev.setpoint.engine.schema.annotation.SchemaWalk;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Finds the properties of a type that name other objects, at any depth. */
final class ReferenceReader {

    private static final String KEYWORD = "x-refersTo";

    private ReferenceReader() {}

    /** Returns them in the order of the schema. */
    static List<ObjectReference> read(Value.Map schema) {
        var found = new ArrayList<ObjectReference>();
        SchemaWalk.of(schema, (path, part) -> {
            if (part.has(KEYWORD)) {
                found.add(reference(path, part.map(KEYWORD)));
            }
        });
        return List.copyOf(found);
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
