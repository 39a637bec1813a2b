package dev.setpoint.provider.sandbox.policy;

import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One statement, with lists in place of scalars.
 *
 * @param principals type ({@code AWS}, {@code Service} …) → who; {@code "*"} alone is {@code AWS: *}
 * @param exceptPrincipals {@code NotPrincipal}, likewise
 * @param condition operator → key → values, as written
 */
public record Statement(
        String sid,
        boolean allow,
        Map<String, List<String>> principals,
        Map<String, List<String>> exceptPrincipals,
        List<String> actions,
        List<String> exceptActions,
        List<String> resources,
        List<String> exceptResources,
        Value.Map condition) {

    /** Returns true if the statement applies to this request. */
    public boolean applies(AccessRequest request) {
        return concerns(request) && Conditions.hold(condition, request.context());
    }

    /** Returns true if the statement applies to this request whenever its conditions hold. */
    public boolean concerns(AccessRequest request) {
        return principal(request)
                && (exceptActions.isEmpty()
                        ? actions.stream().anyMatch(action -> Wildcard.matchesIgnoringCase(action, request.action()))
                        : exceptActions.stream()
                                .noneMatch(action -> Wildcard.matchesIgnoringCase(action, request.action())))
                && resource(request);
    }

    /** Returns the keys that the conditions look at, as written. */
    public List<String> conditionKeys() {
        return condition.entries().values().stream()
                .flatMap(keys -> keys instanceof Value.Map map ? map.entries().keySet().stream() : Stream.empty())
                .toList();
    }

    private boolean resource(AccessRequest request) {
        if (!exceptResources.isEmpty()) {
            return exceptResources.stream().noneMatch(resource -> Wildcard.matches(resource, request.resource()));
        }
        return resources.isEmpty()
                || resources.stream().anyMatch(resource -> Wildcard.matches(resource, request.resource()));
    }

    private boolean principal(AccessRequest request) {
        if (!exceptPrincipals.isEmpty()) {
            return !named(exceptPrincipals, request);
        }
        return principals.isEmpty() || named(principals, request);
    }

    private static boolean named(Map<String, List<String>> principals, AccessRequest request) {
        return principals.entrySet().stream()
                .filter(entry -> entry.getKey().equals(request.principalType())
                        || entry.getValue().contains("*"))
                .flatMap(entry -> entry.getValue().stream())
                .anyMatch(who -> who.equals("*") || request.principals().contains(who));
    }

    /** Returns true if the statement names everybody. */
    boolean everybody() {
        return principals.getOrDefault("AWS", List.of()).contains("*") || !exceptPrincipals.isEmpty();
    }
}
