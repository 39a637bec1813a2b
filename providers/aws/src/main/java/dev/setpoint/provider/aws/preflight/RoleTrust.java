package dev.setpoint.provider.aws.preflight;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;

/** Looks if a role is there that a service can assume. */
final class RoleTrust {

    private RoleTrust() {}

    /** Finds what is wrong with the role; empty when nothing is. */
    static Optional<String> problem(IamClient iam, String arn, String service) {
        var name = arn.substring(arn.lastIndexOf('/') + 1);
        var role = Errors.unless(
                code("NoSuchEntity"), () -> iam.getRole(r -> r.roleName(name)).role());
        // Names are unique whatever the path, so that a role of this name may be another one.
        if (role.filter(found -> found.arn().equals(arn)).isEmpty()) {
            return Optional.of("there is no role %s.".formatted(arn));
        }
        var trusts = service.isEmpty()
                || statements(PolicyDocuments.parseEncoded(role.get().assumeRolePolicyDocument())).stream()
                        .anyMatch(statement -> trusts(statement, service));
        return trusts
                ? Optional.empty()
                : Optional.of("the role %s does not let %s assume it.".formatted(arn, service));
    }

    private static List<Value> statements(Value policy) {
        return policy instanceof Value.Map map ? items(map.get("Statement")) : List.of();
    }

    private static boolean trusts(Value statement, String service) {
        return statement instanceof Value.Map map
                && map.string("Effect").equals(Optional.of("Allow"))
                && items(map.map("Principal").get("Service")).contains(Value.of(service));
    }

    private static List<Value> items(Optional<Value> value) {
        return value.map(v -> v instanceof Value.List(var items) ? items : List.of(v))
                .orElse(List.of());
    }
}
