package dev.setpoint.engine.schema;

import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Actions that the operations of a type need ({@code x-permissions}).
 *
 * @param always operation (create, read, update, delete) → the actions it needs whatever is set
 * @param withProperty property → operation → the actions it needs besides when the property is set
 */
public record ActionTable(Map<String, List<String>> always, Map<String, Map<String, List<String>>> withProperty) {

    /** The table of a type that needs nothing. */
    public static final ActionTable NONE = new ActionTable(Map.of(), Map.of());

    private static final String PERMISSIONS = "x-permissions";

    /** Operations for which a boolean property that is off needs nothing: a new object has it off, and less is deleted. */
    private static final Set<String> ONLY_WHEN_ON = Set.of("create", "delete");

    static ActionTable of(Value.Map schema) {
        var withProperty = new LinkedHashMap<String, Map<String, List<String>>>();
        schema.map("properties").entries().forEach((name, property) -> {
            if (property instanceof Value.Map member && member.has(PERMISSIONS)) {
                withProperty.put(name, operations(member.map(PERMISSIONS)));
            }
        });
        return new ActionTable(operations(schema.map(PERMISSIONS)), withProperty);
    }

    private static Map<String, List<String>> operations(Value.Map permissions) {
        var operations = new LinkedHashMap<String, List<String>>();
        permissions
                .entries()
                .keySet()
                .forEach(operation -> operations.put(operation, SchemaReader.strings(permissions.list(operation))));
        return operations;
    }

    /**
     * Actions that these operations need together.
     *
     * @param used the properties that are set, known or not
     */
    public SortedSet<String> actions(Set<String> operations, Value.Map used) {
        var actions = new TreeSet<String>();
        for (var operation : operations) {
            actions.addAll(always.getOrDefault(operation, List.of()));
            used.entries().forEach((name, value) -> {
                if (!ONLY_WHEN_ON.contains(operation) || !value.revealed().equals(Value.of(false))) {
                    actions.addAll(withProperty.getOrDefault(name, Map.of()).getOrDefault(operation, List.of()));
                }
            });
        }
        return actions;
    }

    /** Actions that an operation needs whatever is set; empty where the schema says nothing of it. */
    public Optional<List<String>> always(String operation) {
        return Optional.ofNullable(always.get(operation));
    }

    /** Properties that need an action: those that its refusal is about. */
    public List<String> propertiesNeeding(String action) {
        return withProperty.entrySet().stream()
                .filter(property -> property.getValue().values().stream().anyMatch(actions -> actions.contains(action)))
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean needsForDeletion(String property) {
        return withProperty.getOrDefault(property, Map.of()).containsKey("delete");
    }
}
