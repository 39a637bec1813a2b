package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.PolicyDocument;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * Roles and users in resource policies. A policy keeps their unique ids: the ARN of a principal that was deleted since,
 * or deleted and created again, reads back as {@code AROA…} or {@code AIDA…}, and that of one that has been renamed as its
 * present ARN. See behaviour.md#policy-documents.
 */
public final class PolicyPrincipals {

    private static final Set<String> WHO = Set.of("Principal", "NotPrincipal");

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

    /** Returns the policy as it reads now. Only principals are rewritten, and no other text that is an ARN. */
    public static Value recall(Value policy, Value.Map remembered, Principals principals) {
        return switch (policy) {
            case Value.Map(var entries) -> {
                var members = new LinkedHashMap<String, Value>();
                entries.forEach((name, value) -> members.put(
                        name,
                        WHO.contains(name)
                                ? principal(value, remembered, principals)
                                : recall(value, remembered, principals)));
                yield new Value.Map(members);
            }
            default -> policy.mapChildren(child -> recall(child, remembered, principals));
        };
    }

    private static Value principal(Value who, Value.Map remembered, Principals principals) {
        return who instanceof Value.Str(var arn)
                ? Value.of(principals.present(arn, remembered.string(arn)))
                : who.mapChildren(child -> principal(child, remembered, principals));
    }
}
