package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.PolicyDocument;
import java.util.Optional;

/**
 * Roles in resource policies. A policy keeps their unique ids: the ARN of a role that was deleted since, or deleted and
 * created again, reads back as {@code AROA…}. See behaviour.md#policy-documents.
 */
public final class PolicyPrincipals {

    private PolicyPrincipals() {}

    /** Returns the first principal that the policy may not name. */
    public static Optional<String> unacceptable(PolicyDocument policy, Principals principals) {
        return policy.principals().stream()
                .filter(named -> !principals.acceptable(named.getKey(), named.getValue()))
                .map(named -> "\"" + named.getKey() + "\":\"" + named.getValue() + "\"")
                .findFirst();
    }

    /** Returns ARN → unique id of each of the account's roles that the policy names, to be kept beside its text. */
    public static Value.Map remember(PolicyDocument policy, Principals principals) {
        var ids = Value.Map.EMPTY;
        for (var named : policy.principals()) {
            var id = principals.uniqueId(named.getValue());
            if (id.isPresent()) {
                ids = ids.with(named.getValue(), Value.of(id.get()));
            }
        }
        return ids;
    }

    /** Returns the policy as it reads now. */
    public static Value recall(Value policy, Value.Map remembered, Principals principals) {
        return switch (policy) {
            case Value.Str(var text) ->
                remembered
                        .string(text)
                        .filter(id -> !principals.uniqueId(text).equals(Optional.of(id)))
                        .<Value>map(Value::of)
                        .orElse(policy);
            default -> policy.mapChildren(child -> recall(child, remembered, principals));
        };
    }
}
