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
 * @param deleteWith property → another property → the actions that deletion needs besides when both are set
 */
public record ActionTable(
        Map<String, List<String>> always,
        Map<String, Map<String, List<String>>> withProperty,
        Map<String, Map<String, List<String>>> deleteWith) {

    /** The table of a type that needs nothing. */
    public static final ActionTable NONE = new ActionTable(Map.of(), Map.of(), Map.of());

    private static final String PERMISSIONS = "x-permissions";
    private static final String DELETE = "delete";
    private static final String DELETE_WITH = "deleteWith";

    /** Operations for which a boolean property that is off needs nothing: a new object has it off, and less is deleted. */
    private static final Set<String> ONLY_WHEN_ON = Set.of("create", DELETE);

    static ActionTable of(Value.Map schema) {
        var withProperty = new LinkedHashMap<String, Map<String, List<String>>>();
        var deleteWith = new LinkedHashMap<String, Map<String, List<String>>>();
        schema.map("properties").entries().forEach((name, property) -> {
            if (property instanceof Value.Map member && member.has(PERMISSIONS)) {
                var permissions = member.map(PERMISSIONS);
                withProperty.put(name, operations(permissions.without(DELETE_WITH)));
                deleteWith.put(name, operations(permissions.map(DELETE_WITH)));
            }
        });
        return new ActionTable(operations(schema.map(PERMISSIONS)), withProperty, deleteWith);
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
                if (!ONLY_WHEN_ON.contains(operation) || isOn(value)) {
                    actions.addAll(withProperty.getOrDefault(name, Map.of()).getOrDefault(operation, List.of()));
                }
            });
        }
        if (operations.contains(DELETE)) {
            deleteWith.forEach((name, others) -> others.forEach((other, needed) -> {
                if (isOn(used, name) && isOn(used, other)) {
                    actions.addAll(needed);
                }
            }));
        }
        return actions;
    }

    private static boolean isOn(Value.Map used, String property) {
        return used.get(property).filter(ActionTable::isOn).isPresent();
    }

    private static boolean isOn(Value value) {
        return !value.revealed().equals(Value.of(false));
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
        return withProperty.getOrDefault(property, Map.of()).containsKey(DELETE);
    }
}
