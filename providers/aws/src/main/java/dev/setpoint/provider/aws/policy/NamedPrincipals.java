package dev.setpoint.provider.aws.policy;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import java.util.regex.Pattern;

/** Roles and users as policies name them. */
public record NamedPrincipals(Aws aws, Call call) {

    private static final Pattern ARN =
            Pattern.compile("arn:[a-z0-9-]+:iam::(?<account>\\d{12}):(?<kind>role|user)/(?:[^/]+/)*(?<name>[^/]+)");

    /** True when the caller's account has no such role or user; false where IAM does not say. */
    public boolean isUnknown(String principal) {
        var arn = ARN.matcher(principal);
        if (!arn.matches()) {
            return false;
        }
        try {
            if (!arn.group("account").equals(aws.caller(call).accountId())) {
                return false;
            }
            if (arn.group("kind").equals("role")) {
                aws.iam(call).getRole(r -> r.roleName(arn.group("name")));
            } else {
                aws.iam(call).getUser(r -> r.userName(arn.group("name")));
            }
            return false;
        } catch (ProviderException e) {
            return Errors.code("NoSuchEntity").test(e);
        }
    }
}
