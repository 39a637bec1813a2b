package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.provider.sandbox.policy.AccessRequest;
import dev.setpoint.provider.sandbox.world.Role;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.Statement;

/** Policy simulation: evaluates a principal's policies for a request that is not made. */
final class Simulations extends IamPart {

    private static final Pattern ENTITY = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:(user|role|group)/.+");
    /** Number of the first result; all numbers are of one length. */
    private static final int FIRST = 1_000_000;

    private static final String SOURCE_TYPE = "IAM Policy";

    Simulations(World world) {
        super(world);
    }

    @Override
    public SimulatePrincipalPolicyResponse simulatePrincipalPolicy(SimulatePrincipalPolicyRequest request) {
        var context = context(request.contextEntries());
        var results = new ArrayList<EvaluationResult>();
        for (var action : request.actionNames()) {
            if (request.resourceArns().isEmpty()) {
                results.add(result(request.policySourceArn(), action, "*", context));
            }
            for (var resource : request.resourceArns()) {
                var result = result(request.policySourceArn(), action, resource, context);
                results.add(result.toBuilder()
                        .resourceSpecificResults(specific(result))
                        .build());
            }
        }
        var numbers = IntStream.range(FIRST, FIRST + results.size())
                .mapToObj(Integer::toString)
                .toList();
        var page = PAGES.page(request, numbers, number -> number);
        return SimulatePrincipalPolicyResponse.builder()
                .isTruncated(page.truncated())
                .marker(page.nextMarker())
                .evaluationResults(page.items().stream()
                        .map(number -> results.get(Integer.parseInt(number) - FIRST))
                        .toList())
                .build();
    }

    private static Map<String, String> context(List<ContextEntry> entries) {
        var context = new HashMap<String, String>();
        for (var entry : entries) {
            if (entry.contextKeyValues().size() > 1) {
                throw refusal(
                        "NotImplemented", 501, "The sandbox simulates policies with one value for each context key.");
            }
            var key = Optional.ofNullable(entry.contextKeyName())
                    .orElseThrow(() -> refusal("InvalidInput", 400, "A context entry has no ContextKeyName."));
            entry.contextKeyValues().forEach(value -> context.put(key.toLowerCase(Locale.ROOT), value));
        }
        return context;
    }

    private EvaluationResult result(String principal, String action, String resource, Map<String, String> context) {
        var result = EvaluationResult.builder().evalActionName(action).evalResourceName(resource);
        if (principal.equals(world.callerArn())) {
            return result.evalDecision(
                            world.caller().may().test(action)
                                    ? PolicyEvaluationDecisionType.ALLOWED
                                    : PolicyEvaluationDecisionType.IMPLICIT_DENY)
                    .matchedStatements(List.of())
                    .missingContextValues(List.of())
                    .build();
        }
        var entity = entity(principal);
        var asked = new AccessRequest("AWS", Set.of(principal), action, resource, context);
        entity.boundaryLets(asked)
                .ifPresent(lets -> result.permissionsBoundaryDecisionDetail(d -> d.allowedByPermissionsBoundary(lets)));
        return result.evalDecision(decision(entity, asked))
                .matchedStatements(matched(entity, asked))
                .missingContextValues(missing(entity, asked))
                .build();
    }

    private Role entity(String arn) {
        if (!ENTITY.matcher(arn).matches()) {
            throw refusal(
                    "InvalidInput",
                    400,
                    "Invalid Entity Arn: " + arn + " does not clearly define entity type and name.");
        }
        return world.principals().known(arn).orElseThrow(() -> noSuchEntity("The entity " + arn + " cannot be found."));
    }

    private static PolicyEvaluationDecisionType decision(Role entity, AccessRequest asked) {
        if (entity.forbids(asked)) {
            return PolicyEvaluationDecisionType.EXPLICIT_DENY;
        }
        if (entity.lets(asked)) {
            return PolicyEvaluationDecisionType.ALLOWED;
        }
        if (!entity.unknownPolicies().isEmpty()) {
            throw refusal(
                    "NotImplemented",
                    501,
                    "The sandbox does not know what " + String.join(", ", entity.unknownPolicies())
                            + " allows, so it cannot simulate " + asked.action() + ".");
        }
        return PolicyEvaluationDecisionType.IMPLICIT_DENY;
    }

    private static List<Statement> matched(Role entity, AccessRequest asked) {
        return entity.policies().stream()
                .flatMap(policy -> policy.statements().stream()
                        .filter(statement -> statement.applies(asked))
                        .map(_ -> Statement.builder()
                                .sourcePolicyId(policy.name())
                                .sourcePolicyType(SOURCE_TYPE)
                                .build()))
                .toList();
    }

    private static List<String> missing(Role entity, AccessRequest asked) {
        return entity.policies().stream()
                .flatMap(policy -> policy.statements().stream())
                .filter(statement -> statement.concerns(asked))
                .flatMap(statement -> statement.conditionKeys().stream())
                .filter(key -> !asked.context().containsKey(key.toLowerCase(Locale.ROOT)))
                .distinct()
                .toList();
    }

    private static ResourceSpecificResult specific(EvaluationResult result) {
        return ResourceSpecificResult.builder()
                .evalResourceName(result.evalResourceName())
                .evalResourceDecision(result.evalDecision())
                .matchedStatements(result.matchedStatements())
                .missingContextValues(result.missingContextValues())
                .permissionsBoundaryDecisionDetail(result.permissionsBoundaryDecisionDetail())
                .build();
    }
}
