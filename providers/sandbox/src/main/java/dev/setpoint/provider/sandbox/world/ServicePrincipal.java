package dev.setpoint.provider.sandbox.world;

import dev.setpoint.provider.sandbox.policy.AccessRequest;
import dev.setpoint.provider.sandbox.policy.PolicyDocument;
import dev.setpoint.provider.sandbox.policy.PolicyDocument.Use;
import dev.setpoint.provider.sandbox.policy.PolicyProblem;
import java.util.HashMap;
import java.util.Map;

/**
 * AWS service that acts for one of the account's resources, as policies see it.
 *
 * @param name {@code cloudtrail.amazonaws.com}
 * @param sourceArn the resource it acts for: {@code aws:SourceArn}
 */
public record ServicePrincipal(World world, String name, String sourceArn) {

    /**
     * Returns true if a stored policy allows the action to the service.
     *
     * @param more condition keys in lower case that this request has besides → value
     */
    public boolean allowedBy(String policy, Use use, String action, String resource, Map<String, String> more) {
        var context = new HashMap<>(more);
        context.put("aws:sourcearn", sourceArn);
        context.put("aws:sourceaccount", world.account().id());
        context.put("aws:securetransport", "true");
        context.put("s3:tlsversion", "1.3");
        context.put("aws:principalisawsservice", "true");
        context.put("aws:principalservicename", name);
        try {
            return PolicyDocument.parse(policy, use).allows(AccessRequest.byService(name, action, resource, context));
        } catch (PolicyProblem e) {
            throw new IllegalStateException("The sandbox stored a policy that it does not understand.", e);
        }
    }
}
