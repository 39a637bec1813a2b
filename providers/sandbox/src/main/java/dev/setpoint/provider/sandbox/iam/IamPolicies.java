package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.provider.sandbox.policy.PolicyDocument;
import dev.setpoint.provider.sandbox.policy.PolicyDocument.Use;
import dev.setpoint.provider.sandbox.policy.PolicyProblem;
import dev.setpoint.provider.sandbox.world.PolicyPrincipals;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Checks of policy documents, with IAM's messages. See behaviour.md#policy-documents, behaviour.md#iam-role-limits,
 * behaviour.md#iam-policy-limits.
 */
final class IamPolicies {

    private static final int LONGEST_TRUST = 2048;

    private IamPolicies() {}

    /** Checks a policy that grants permissions. */
    static void checkIdentity(String text) {
        parse(text, Use.IDENTITY);
    }

    /** Checks a role's trust policy. */
    static PolicyDocument checkTrust(String text, World world) {
        if (size(text) > LONGEST_TRUST) {
            throw IamPart.limit("Cannot exceed quota for ACLSizePerRole: " + LONGEST_TRUST);
        }
        var policy = parse(text, Use.TRUST);
        var actions = policy.statements().stream()
                .flatMap(statement -> Stream.concat(statement.actions().stream(), statement.exceptActions().stream()));
        if (actions.anyMatch(
                action -> !action.toLowerCase(java.util.Locale.ROOT).startsWith("sts:") && !action.equals("*"))) {
            throw malformed("AssumeRole policy may only specify STS AssumeRole actions.");
        }
        PolicyPrincipals.unacceptable(policy, world.principals()).ifPresent(who -> {
            throw malformed("Invalid principal in policy: " + who);
        });
        return policy;
    }

    /** Returns the length that quotas count: without white space. */
    static int size(String text) {
        return (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
    }

    static int size(List<String> texts) {
        return texts.stream().mapToInt(IamPolicies::size).sum();
    }

    private static PolicyDocument parse(String text, Use use) {
        try {
            return PolicyDocument.parse(text, use);
        } catch (PolicyProblem e) {
            throw malformed(
                    switch (e.kind()) {
                        case NOT_JSON -> "This policy contains invalid Json";
                        case VERSION, NO_STATEMENT, FIELD, EFFECT -> "Syntax errors in policy.";
                        case NO_PRINCIPAL -> "Missing required field Principal";
                        case PRINCIPAL -> "Invalid principal in policy: " + e.detail();
                        case PRINCIPAL_PROHIBITED -> "Policy document should not specify a principal.";
                        case NO_ACTION -> "Policy statement must contain actions.";
                        case ACTION -> "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
                        case NO_RESOURCE -> "Policy statement must contain resources.";
                        case RESOURCE -> "Resource " + e.detail() + " must be in ARN format or \"*\".";
                        case RESOURCE_PROHIBITED -> "Has prohibited field Resource";
                        case DUPLICATE_SID -> "Statement IDs (SID) in a single policy must be unique.";
                        case CONDITION -> "Invalid Condition type : " + e.detail();
                    });
        }
    }

    private static AwsServiceException malformed(String message) {
        return IamPart.refusal("MalformedPolicyDocument", 400, message);
    }
}
