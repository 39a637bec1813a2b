package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.provider.sandbox.policy.AccessRequest;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/** Policy simulation: evaluates a principal's policies for a request that is not made. */
final class Simulations extends IamPart {

    Simulations(World world) {
        super(world);
    }

    @Override
    public SimulatePrincipalPolicyResponse simulatePrincipalPolicy(SimulatePrincipalPolicyRequest request) {
        var context = new HashMap<String, String>();
        request.contextEntries()
                .forEach(entry -> entry.contextKeyValues().stream()
                        .findFirst()
                        .ifPresent(value -> context.put(entry.contextKeyName().toLowerCase(Locale.ROOT), value)));
        var results = new ArrayList<EvaluationResult>();
        for (var action : request.actionNames()) {
            for (var resource : request.resourceArns().isEmpty() ? List.of("*") : request.resourceArns()) {
                results.add(EvaluationResult.builder()
                        .evalActionName(action)
                        .evalResourceName(resource)
                        .evalDecision(decision(request.policySourceArn(), action, resource, context))
                        .build());
            }
        }
        return SimulatePrincipalPolicyResponse.builder()
                .isTruncated(false)
                .evaluationResults(results)
                .build();
    }

    private PolicyEvaluationDecisionType decision(
            String principal, String action, String resource, Map<String, String> context) {
        if (principal.equals(world.callerArn())) {
            return world.caller().may().test(action)
                    ? PolicyEvaluationDecisionType.ALLOWED
                    : PolicyEvaluationDecisionType.IMPLICIT_DENY;
        }
        var role = world.principals()
                .known(principal)
                .orElseThrow(() -> noSuchEntity("The entity " + principal + " cannot be found."));
        var asked = new AccessRequest("AWS", Set.of(principal), action, resource, context);
        if (role.forbids(asked)) {
            return PolicyEvaluationDecisionType.EXPLICIT_DENY;
        }
        if (role.lets(asked)) {
            return PolicyEvaluationDecisionType.ALLOWED;
        }
        if (!role.unknownPolicies().isEmpty()) {
            throw refusal(
                    "NotImplemented",
                    501,
                    "The sandbox does not know what " + String.join(", ", role.unknownPolicies())
                            + " allows, so it cannot simulate " + action + ".");
        }
        return PolicyEvaluationDecisionType.IMPLICIT_DENY;
    }
}
