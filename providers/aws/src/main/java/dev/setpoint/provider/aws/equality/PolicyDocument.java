package dev.setpoint.provider.aws.equality;

import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An IAM policy document, compared by meaning: behaviour.md#policy-documents.
 *
 * @param members everything but the statements: {@code Version}, {@code Id}
 * @param statements as written, in their order; normally maps
 */
public record PolicyDocument(Map<String, Value> members, List<Value> statements) {

    private static final String STATEMENT = "Statement";

    public PolicyDocument {
        members = Map.copyOf(members);
        statements = List.copyOf(statements);
    }

    /** Reads a map or a JSON text; empty when it is neither. A blank text is the empty document. */
    public static Optional<PolicyDocument> of(Value policy) {
        if (policy instanceof Value.Str(var text) && text.isBlank()) {
            return Optional.of(new PolicyDocument(Map.of(), List.of()));
        }
        return CommonEquality.JSON.canonical(policy) instanceof Value.Map map ? Optional.of(of(map)) : Optional.empty();
    }

    private static PolicyDocument of(Value.Map map) {
        var members = new LinkedHashMap<>(map.entries());
        var statements = Optional.ofNullable(members.remove(STATEMENT));
        return new PolicyDocument(members, statements.map(PolicyDocument::items).orElse(List.of()));
    }

    public static boolean same(Value one, Value other) {
        if (one.equals(other)) {
            return true;
        }
        var first = of(one);
        var second = of(other);
        return first.isPresent()
                && second.isPresent()
                && first.get().members.equals(second.get().members)
                && counted(first.get().statements).equals(counted(second.get().statements));
    }

    private static Map<Value, Integer> counted(List<Value> statements) {
        var counts = new HashMap<Value, Integer>();
        statements.forEach(statement -> counts.merge(PolicyStatement.canonical(statement), 1, Integer::sum));
        return counts;
    }

    /** The elements of a list; anything else is a list of itself. */
    static List<Value> items(Value value) {
        return value instanceof Value.List(var items) ? items : List.of(value);
    }

    /**
     * Returns the text that IAM takes: {@code Version}, then {@code Id}, then the rest, on one line
     * (behaviour.md#policy-documents).
     */
    public static String text(Value policy) {
        if (!(policy instanceof Value.Map(var entries))) {
            return policy instanceof Value.Str(var text) ? text.strip() : Json.compact(policy);
        }
        var ordered = new LinkedHashMap<String, Value>();
        for (var first : List.of("Version", "Id")) {
            Optional.ofNullable(entries.get(first)).ifPresent(value -> ordered.put(first, value));
        }
        new ArrayList<>(entries.entrySet()).forEach(entry -> ordered.putIfAbsent(entry.getKey(), entry.getValue()));
        return Json.compact(new Value.Map(ordered));
    }
}
