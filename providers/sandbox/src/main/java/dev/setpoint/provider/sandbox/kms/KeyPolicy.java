package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.AccessRequest;
import dev.setpoint.provider.sandbox.policy.PolicyDocument;
import dev.setpoint.provider.sandbox.policy.PolicyProblem;
import dev.setpoint.provider.sandbox.world.PolicyPrincipals;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Checks of a key policy. See behaviour.md#kms-key-defaults, behaviour.md#kms-key-limits. */
final class KeyPolicy {

    private static final int LONGEST = 32 * 1024;

    private KeyPolicy() {}

    /** Returns the policy of a key that was created without one. */
    static String standard(World world) {
        var statement = Value.Map.EMPTY
                .with("Sid", Value.of("Enable IAM User Permissions"))
                .with("Effect", Value.of("Allow"))
                .with(
                        "Principal",
                        Value.Map.EMPTY.with("AWS", Value.of(world.account().rootArn(world.partition()))))
                .with("Action", Value.of("kms:*"))
                .with("Resource", Value.of("*"));
        return Json.compact(Value.Map.EMPTY
                .with("Version", Value.of("2012-10-17"))
                .with("Id", Value.of("key-default-1"))
                .with("Statement", Value.of(java.util.List.of(statement))));
    }

    /**
     * Adds a policy to a key's document.
     *
     * @param bypass skips the check that the caller can still change the policy afterwards
     */
    static Value.Map set(Value.Map document, String text, boolean bypass, World world) {
        if (text.length() > LONGEST) {
            throw KmsPart.refusal("LimitExceededException", "The key policy is longer than 32 KB.");
        }
        var policy = parse(text);
        PolicyPrincipals.unacceptable(policy, world.principals()).ifPresent(who -> {
            throw malformed("Policy contains a statement with one or more invalid principals.");
        });
        if (!bypass && !policy.allows(caller(world, document.string("arn").orElse("*")))) {
            throw malformed("The new key policy will not allow you to update the key policy in the future.");
        }
        return document.with("policy", Value.of(text))
                .with("policyPrincipals", PolicyPrincipals.remember(policy, world.principals()));
    }

    private static PolicyDocument parse(String text) {
        try {
            return PolicyDocument.parse(text, PolicyDocument.Use.RESOURCE);
        } catch (PolicyProblem e) {
            throw malformed(
                    switch (e.kind()) {
                        case NOT_JSON, VERSION, NO_STATEMENT, FIELD -> "Policy is not a valid JSON policy document.";
                        case EFFECT -> "Policy contains a statement with an invalid effect.";
                        case NO_PRINCIPAL -> "Policy contains a statement with no principal.";
                        case PRINCIPAL, PRINCIPAL_PROHIBITED ->
                            "Policy contains a statement with one or more invalid principals.";
                        case NO_ACTION -> "Policy contains a statement with no action.";
                        case ACTION -> "Policy contains a statement with one or more invalid actions.";
                        case NO_RESOURCE -> "Policy contains a statement with no resource.";
                        case RESOURCE, RESOURCE_PROHIBITED ->
                            "Policy contains a statement with one or more invalid resources.";
                        case DUPLICATE_SID -> "Policy contains two statements with the Sid " + e.detail() + ".";
                        case CONDITION -> "Policy contains a statement with an invalid condition operator.";
                    });
        }
    }

    private static AccessRequest caller(World world, String keyArn) {
        return new AccessRequest(
                "AWS",
                Set.of(
                        world.callerArn(),
                        world.account().rootArn(world.partition()),
                        world.account().id()),
                "kms:PutKeyPolicy",
                keyArn,
                Map.of(
                        "kms:calleraccount",
                        world.account().id(),
                        "aws:principalaccount",
                        world.account().id(),
                        "aws:principalarn",
                        world.callerArn(),
                        "aws:securetransport",
                        "true",
                        "aws:principaltype",
                        "User",
                        "aws:principalisawsservice",
                        "false"));
    }

    private static AwsServiceException malformed(String message) {
        return KmsPart.refusal("MalformedPolicyDocumentException", message);
    }
}
