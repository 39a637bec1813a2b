package dev.setpoint.provider.aws.access;

import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Permissions as IAM policy documents, the same ones whatever the order in which they come. */
public final class IamDocuments {

    /** The characters of a managed policy, white space not counted. See behaviour.md#iam-policy. */
    public static final int LARGEST = 6144;

    private static final String ANY = "*";
    private static final String RESOURCE = "Resource";

    private IamDocuments() {}

    /** All in one document. */
    public static Value.Map whole(Collection<Grant> grants) {
        return document(statements(grants));
    }

    /** Splits the permissions into as many documents as IAM's size limit demands. */
    public static List<Value.Map> parts(Collection<Grant> grants) {
        var documents = new ArrayList<Value.Map>();
        var open = new ArrayList<Value>();
        for (var statement :
                statements(grants).stream().flatMap(IamDocuments::fitting).toList()) {
            open.add(statement);
            if (size(open) > LARGEST && open.size() > 1) {
                open.removeLast();
                documents.add(document(open));
                open.clear();
                open.add(statement);
            }
        }
        documents.add(document(open));
        return documents;
    }

    /** A statement about very many objects, as several about some of them each. */
    private static Stream<Value> fitting(Value statement) {
        if (size(List.of(statement)) <= LARGEST || !(statement instanceof Value.Map map)) {
            return Stream.of(statement);
        }
        var objects = map.list(RESOURCE);
        var half = objects.size() / 2;
        return half == 0
                ? Stream.of(statement)
                : Stream.of(objects.subList(0, half), objects.subList(half, objects.size()))
                        .map(some -> map.with(RESOURCE, Value.of(some)))
                        .flatMap(IamDocuments::fitting);
    }

    private static int size(List<Value> statements) {
        return Json.compact(document(statements)).length();
    }

    private static Value.Map document(List<Value> statements) {
        var document = new LinkedHashMap<String, Value>();
        // IAM wants the version first. See behaviour.md#policy-documents.
        document.put("Version", Value.of("2012-10-17"));
        document.put("Statement", Value.of(statements));
        return new Value.Map(document);
    }

    /** Joins actions on the same objects under the same condition into one statement. */
    private static List<Value> statements(Collection<Grant> grants) {
        var objects = new TreeMap<String, Map<String, SortedSet<String>>>();
        var conditions = new TreeMap<String, Value.Map>();
        for (var grant : grants) {
            var condition = Json.canonical(grant.condition());
            conditions.put(condition, grant.condition());
            objects.computeIfAbsent(condition, _ -> new TreeMap<>())
                    .computeIfAbsent(grant.action(), _ -> new TreeSet<>())
                    .add(grant.object());
        }
        var statements = new ArrayList<Value>();
        objects.forEach((condition, actions) -> {
            var grouped = new TreeMap<String, SortedSet<String>>();
            actions.forEach((action, on) -> grouped.computeIfAbsent(
                            String.join("\n", on.contains(ANY) ? new TreeSet<>(List.of(ANY)) : minimal(on)),
                            _ -> new TreeSet<>())
                    .add(action));
            grouped.forEach((on, allowed) -> statements.add(statement(
                    allowed, List.of(on.split("\n", -1)), conditions.getOrDefault(condition, Value.Map.EMPTY))));
        });
        return statements;
    }

    /** Without what another of them covers. */
    private static SortedSet<String> minimal(SortedSet<String> objects) {
        var left = new TreeSet<String>();
        for (var object : objects) {
            if (objects.stream().noneMatch(other -> !other.equals(object) && covers(other, object))) {
                left.add(object);
            }
        }
        return left;
    }

    private static boolean covers(String wide, String narrow) {
        return wide.endsWith(ANY)
                && wide.indexOf(ANY) == wide.length() - 1
                && narrow.startsWith(wide.substring(0, wide.length() - 1));
    }

    private static Value statement(SortedSet<String> actions, List<String> objects, Value.Map condition) {
        var statement = new LinkedHashMap<String, Value>();
        statement.put("Effect", Value.of("Allow"));
        statement.put("Action", Value.strings(actions));
        statement.put(RESOURCE, Value.strings(objects));
        if (!condition.entries().isEmpty()) {
            statement.put("Condition", condition);
        }
        return new Value.Map(statement);
    }
}
