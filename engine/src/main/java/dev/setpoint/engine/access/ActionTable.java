package dev.setpoint.engine.access;

import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The {@code x-permissions} of a type: which actions an operation needs with these properties. */
public final class ActionTable {

    private static final String PERMISSIONS = "x-permissions";
    /** What a boolean property that is off asks nothing for: a new object has it off, and less is deleted. */
    private static final Set<String> ONLY_WHEN_ON = Set.of("create", "delete");

    private final Value.Map schema;

    public ActionTable(TypeSchema type) {
        schema = Json.read(type.json()) instanceof Value.Map map ? map : Value.Map.EMPTY;
    }

    /** @param used the properties that are set, known or not */
    public SortedSet<String> actions(Set<String> operations, Value.Map used) {
        var actions = new TreeSet<String>();
        for (var operation : operations) {
            add(schema.map(PERMISSIONS), operation, actions);
            used.entries().forEach((name, value) -> {
                if (!ONLY_WHEN_ON.contains(operation) || !value.revealed().equals(Value.of(false))) {
                    add(schema.map("properties").map(name).map(PERMISSIONS), operation, actions);
                }
            });
        }
        return actions;
    }

    private static void add(Value.Map permissions, String operation, Set<String> actions) {
        permissions.list(operation).forEach(action -> {
            if (action instanceof Value.Str(var name)) {
                actions.add(name);
            }
        });
    }
}
