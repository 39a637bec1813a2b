package dev.setpoint.provider.aws.access;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.provider.aws.client.Aws;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/** Asks IAM what a principal's own policies let it do, without doing it. */
public record PolicySimulation(Aws aws, Call call) {

    /** Number of actions in one request. IAM documents no limit; it accepts this many. */
    private static final int AT_ONCE = 50;

    /**
     * @param allowed whether the principal may
     * @param certain whether that does not depend on something of the request that was not told
     */
    public record Answer(String action, String resource, boolean allowed, boolean certain) {}

    /**
     * @param principal ARN of a user or a role
     * @param resources full ARNs, or {@code *}
     * @param context condition key → value
     */
    public List<Answer> of(
            String principal, List<String> actions, Collection<String> resources, Map<String, String> context) {
        var answers = new ArrayList<Answer>();
        for (var start = 0; start < actions.size(); start += AT_ONCE) {
            var some = actions.subList(start, Math.min(actions.size(), start + AT_ONCE));
            answers.addAll(ask(principal, some, resources, context));
        }
        return answers;
    }

    private List<Answer> ask(
            String principal, List<String> actions, Collection<String> resources, Map<String, String> context) {
        var entries = context.entrySet().stream()
                .map(entry -> ContextEntry.builder()
                        .contextKeyName(entry.getKey())
                        .contextKeyType(ContextKeyTypeEnum.STRING)
                        .contextKeyValues(entry.getValue())
                        .build())
                .toList();
        return aws
                .iam(call)
                .simulatePrincipalPolicyPaginator(request -> request.policySourceArn(principal)
                        .actionNames(actions)
                        .resourceArns(resources)
                        .contextEntries(entries))
                .evaluationResults()
                .stream()
                .map(PolicySimulation::answer)
                .toList();
    }

    private static Answer answer(EvaluationResult result) {
        return new Answer(
                result.evalActionName(),
                result.evalResourceName(),
                result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED,
                result.missingContextValues().isEmpty());
    }
}
