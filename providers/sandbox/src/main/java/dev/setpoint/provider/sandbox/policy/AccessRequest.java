package dev.setpoint.provider.sandbox.policy;

import java.util.Map;
import java.util.Set;

/**
 * Request of a principal for an action on a resource.
 *
 * @param principalType {@code AWS} or {@code Service}
 * @param principals every name under which a policy may mean the requester: ARN, account root, account id
 * @param context condition keys in lower case → value
 */
public record AccessRequest(
        String principalType, Set<String> principals, String action, String resource, Map<String, String> context) {

    /** @param service {@code cloudtrail.amazonaws.com} */
    public static AccessRequest byService(String service, String action, String resource, Map<String, String> context) {
        return new AccessRequest("Service", Set.of(service), action, resource, context);
    }
}
