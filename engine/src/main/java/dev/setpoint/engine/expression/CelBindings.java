package dev.setpoint.engine.expression;

import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of one evaluation: only what the expression refers to, and of that only what is known.
 * What is not known is left out, so that a branch that is not taken need not be known.
 */
final class CelBindings {

    private final Map<String, Object> variables = new LinkedHashMap<>();
    private final List<CelUse> known = new ArrayList<>();
    private final List<CelUse> waiting = new ArrayList<>();
    private boolean secret;

    void add(CelUse use, Scope scope) {
        var names = use.names();
        var next = use.rootNames();
        var members = next == 2 ? open(variables, names.getFirst()) : variables;
        var name = names.get(next - 1);
        var value = scope.value(use.reference().root(), use.reference().name());
        while (true) {
            secret |= value instanceof Value.Secret;
            value = value.revealed();
            if (next == names.size() || !(value instanceof Value.Map map)) {
                put(use, members, name, value);
                return;
            }
            members = open(members, name);
            name = names.get(next++);
            if (!map.has(name)) {
                known.add(use);
                return;
            }
            value = map.get(name).orElse(Value.Null.VALUE);
        }
    }

    private void put(CelUse use, Map<String, Object> members, String name, Value value) {
        if (!value.isKnown() || holdsRedacted(value)) {
            waiting.add(use);
            return;
        }
        known.add(use);
        secret |= value.holdsSecret();
        members.put(name, CelValues.toCel(value.revealedDeep()));
    }

    Map<String, Object> variables() {
        return variables;
    }

    boolean secret() {
        return secret;
    }

    boolean unknown() {
        return !waiting.isEmpty();
    }

    /** Whether leaving out what is unknown would give a wrong answer and not just none. */
    boolean mustWait() {
        return waiting.stream()
                .anyMatch(missing -> missing.testOnly() || known.stream().anyMatch(use -> use.within(missing)));
    }

    @SuppressWarnings("unchecked") // maps in here are made by open and by CelValues.toCel, with these types
    private static Map<String, Object> open(Map<String, Object> members, String name) {
        return (Map<String, Object>) members.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
    }

    private static boolean holdsRedacted(Value value) {
        return switch (value) {
            case Value.Redacted _ -> true;
            case Value.List(var items) -> items.stream().anyMatch(CelBindings::holdsRedacted);
            case Value.Map(var entries) -> entries.values().stream().anyMatch(CelBindings::holdsRedacted);
            default -> false;
        };
    }
}
