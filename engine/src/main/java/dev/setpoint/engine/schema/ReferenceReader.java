package dev.setpoint.engine.schema;

import dev.setpoint.engine.schema.annotation.SchemaWalk;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Finds the properties of a type that name other objects, at any depth. */
final class ReferenceReader {

    private ReferenceReader() {}

    /** Returns them in the order of the schema. */
    static List<ObjectReference> read(Value.Map schema) {
        var found = new ArrayList<ObjectReference>();
        SchemaWalk.of(schema, (path, part) -> {
            if (part.has(ObjectReference.KEYWORD)) {
                found.add(ObjectReference.read(path, part.map(ObjectReference.KEYWORD)));
            }
        });
        return List.copyOf(found);
    }
}
