package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.PolicyDocument;
import dev.setpoint.provider.sandbox.policy.PolicyDocument.Use;
import dev.setpoint.provider.sandbox.policy.PolicyProblem;
import dev.setpoint.provider.sandbox.s3.bucket.S3Part;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Buckets;
import dev.setpoint.provider.sandbox.world.PolicyPrincipals;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;

/** Bucket policies. See behaviour.md#s3-bucket-policy. */
public final class BucketPolicies extends S3Part {

    private static final String NAME = "policy";
    private static final int LONGEST = 20 * 1024;
    private static final Refusal NOT_FOUND =
            S3Refusals.notConfigured("NoSuchBucketPolicy", "The bucket policy does not exist");

    public BucketPolicies(World world) {
        super(world);
    }

    @Override
    public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
        buckets.require(request.bucket());
        var stored = buckets.configuration(request.bucket(), NAME).orElseThrow(NOT_FOUND::exception);
        var policy = PolicyPrincipals.recall(
                Json.read(stored.string("text").orElse("{}")), stored.map("principals"), world.principals());
        return GetBucketPolicyResponse.builder().policy(Json.compact(policy)).build();
    }

    @Override
    public GetBucketPolicyStatusResponse getBucketPolicyStatus(GetBucketPolicyStatusRequest request) {
        buckets.require(request.bucket());
        var stored = buckets.configuration(request.bucket(), NAME).orElseThrow(NOT_FOUND::exception);
        var open = parse(stored.string("text").orElse("{}")).open();
        return GetBucketPolicyStatusResponse.builder()
                .policyStatus(status -> status.isPublic(open))
                .build();
    }

    @Override
    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
        var name = request.bucket();
        buckets.require(name);
        var text = request.policy();
        if (text.length() > LONGEST) {
            throw S3Refusals.refusal(
                    "PolicyTooLarge",
                    400,
                    "Normalized policy document exceeds the maximum allowed size of 20480 bytes.");
        }
        var policy = parse(text);
        checkActions(policy);
        checkResources(policy, name);
        PolicyPrincipals.unacceptable(policy, world.principals()).ifPresent(who -> {
            throw malformed("Invalid principal in policy");
        });
        if (policy.open() && PublicAccess.blocks(buckets, name, "blockPublicPolicy")) {
            throw S3Refusals.refusal(
                    "AccessDenied",
                    403,
                    "User: " + world.callerArn() + " is not authorized to perform: s3:PutBucketPolicy on resource: "
                            + "\"arn:" + world.partition() + ":s3:::" + name + "\" because public policies are "
                            + "prevented by the BlockPublicPolicy setting in S3 Block Public Access.");
        }
        buckets.configure(
                name,
                NAME,
                Value.Map.EMPTY
                        .with("text", Value.of(text))
                        .with("principals", PolicyPrincipals.remember(policy, world.principals())));
        return PutBucketPolicyResponse.builder().build();
    }

    private static void checkActions(PolicyDocument policy) {
        var actions = policy.statements().stream()
                .flatMap(statement -> Stream.concat(statement.actions().stream(), statement.exceptActions().stream()));
        if (actions.anyMatch(action ->
                !action.equals("*") && !action.toLowerCase(Locale.ROOT).startsWith("s3:"))) {
            throw malformed("Policy has invalid action");
        }
    }

    private void checkResources(PolicyDocument policy, String name) {
        var arn = "arn:" + world.partition() + ":s3:::" + name;
        var resources = policy.statements().stream()
                .flatMap(statement ->
                        Stream.concat(statement.resources().stream(), statement.exceptResources().stream()));
        if (resources.anyMatch(
                resource -> !resource.equals(arn) && !resource.equals(arn + "*") && !resource.startsWith(arn + "/"))) {
            throw malformed("Policy has invalid resource");
        }
    }

    private static PolicyDocument parse(String text) {
        try {
            return PolicyDocument.parse(text, Use.RESOURCE);
        } catch (PolicyProblem e) {
            throw malformed(
                    switch (e.kind()) {
                        case NOT_JSON -> "Policies must be valid JSON and the first byte must be '{'";
                        case VERSION -> "The policy must contain a valid version string";
                        case NO_STATEMENT -> "Missing required field Statement";
                        case FIELD -> "Unknown field " + e.detail();
                        case EFFECT -> "Invalid effect: " + e.detail();
                        case NO_PRINCIPAL -> "Missing required field Principal";
                        case PRINCIPAL, PRINCIPAL_PROHIBITED -> "Invalid principal in policy";
                        case NO_ACTION -> "Missing required field Action";
                        case ACTION -> "Policy has invalid action";
                        case NO_RESOURCE -> "Missing required field Resource";
                        case RESOURCE, RESOURCE_PROHIBITED -> "Policy has invalid resource";
                        case DUPLICATE_SID -> "Statement IDs (SID) in a single policy must be unique";
                        case CONDITION -> "Invalid Condition type : " + e.detail();
                    });
        }
    }

    private static AwsServiceException malformed(String message) {
        return S3Refusals.refusal("MalformedPolicy", 400, message);
    }

    @Override
    public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest request) {
        buckets.require(request.bucket());
        world.documents().remove(Buckets.key(request.bucket(), NAME));
        return DeleteBucketPolicyResponse.builder().build();
    }
}
