package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;

/** Versions of customer managed policies: five at most. See behaviour.md#iam-policy. */
final class PolicyVersions extends IamPart {

    private static final int MOST = 5;
    private static final int OLDEST = 999_999;

    PolicyVersions(World world) {
        super(world);
    }

    static void check(String document) {
        IamPolicies.checkIdentity(document);
        if (IamPolicies.size(document) > ManagedPolicies.LONGEST) {
            throw limit("Cannot exceed quota for PolicySize: " + ManagedPolicies.LONGEST);
        }
    }

    static Value.Map version(String document, World world) {
        return Value.Map.EMPTY
                .with("document", Value.of(document))
                .with("createdAt", Value.of(world.now().toString()));
    }

    @Override
    public CreatePolicyVersionResponse createPolicyVersion(CreatePolicyVersionRequest request) {
        if (request.policyArn().contains(":iam::aws:policy/")) {
            throw refusal("AccessDenied", 403, "The policy is managed by AWS.");
        }
        var policy = policy(request.policyArn());
        check(request.policyDocument());
        var versions = policy.map("versions");
        if (versions.entries().size() >= MOST) {
            throw limit("A managed policy can have up to " + MOST
                    + " versions. Before you create a new version, you must delete an existing version.");
        }
        var number = policy.integer("nextVersion").orElse(2);
        var id = "v" + number;
        var changed = policy.with("versions", versions.with(id, version(request.policyDocument(), world)))
                .with("nextVersion", Value.of(number + 1L))
                .with("updatedAt", Value.of(world.now().toString()));
        changed = Boolean.TRUE.equals(request.setAsDefault()) ? changed.with("defaultVersion", Value.of(id)) : changed;
        savePolicy(changed);
        return CreatePolicyVersionResponse.builder()
                .policyVersion(shape(changed, id, false))
                .build();
    }

    private static PolicyVersion shape(Value.Map policy, String id, boolean withDocument) {
        var version = policy.map("versions").map(id);
        var shape = PolicyVersion.builder()
                .versionId(id)
                .isDefaultVersion(policy.string("defaultVersion").equals(Optional.of(id)))
                .createDate(version.string("createdAt").map(Instant::parse).orElse(Instant.EPOCH));
        if (withDocument) {
            shape.document(encoded(version.string("document").orElse("{}")));
        }
        return shape.build();
    }

    private static int number(String version) {
        return Integer.parseInt(version.substring(1));
    }

    private static void refuseAwsOwn(String arn) {
        if (arn.contains(ManagedPolicies.AWS_OWN)) {
            throw refusal("NotImplemented", 501, "The sandbox does not know the content of AWS managed policies.");
        }
    }

    private Value.Map having(String arn, String version) {
        refuseAwsOwn(arn);
        var policy = policy(arn);
        if (!policy.map("versions").has(version)) {
            throw noSuchEntity("Policy " + arn + " version " + version + " does not exist or is not attachable.");
        }
        return policy;
    }

    @Override
    public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request) {
        return GetPolicyVersionResponse.builder()
                .policyVersion(shape(having(request.policyArn(), request.versionId()), request.versionId(), true))
                .build();
    }

    @Override
    public ListPolicyVersionsResponse listPolicyVersions(ListPolicyVersionsRequest request) {
        refuseAwsOwn(request.policyArn());
        var policy = policy(request.policyArn());
        var versions = policy.map("versions").entries().keySet().stream()
                .map(id -> shape(policy, id, false))
                .toList()
                .reversed();
        // The newest comes first.
        var page = PAGES.page(request, versions, version -> Integer.toString(OLDEST - number(version.versionId())));
        return ListPolicyVersionsResponse.builder()
                .versions(page.items())
                .isTruncated(page.truncated())
                .marker(page.nextMarker())
                .build();
    }

    @Override
    public SetDefaultPolicyVersionResponse setDefaultPolicyVersion(SetDefaultPolicyVersionRequest request) {
        savePolicy(
                having(request.policyArn(), request.versionId()).with("defaultVersion", Value.of(request.versionId())));
        return SetDefaultPolicyVersionResponse.builder().build();
    }

    @Override
    public DeletePolicyVersionResponse deletePolicyVersion(DeletePolicyVersionRequest request) {
        var policy = having(request.policyArn(), request.versionId());
        if (policy.string("defaultVersion").equals(Optional.of(request.versionId()))) {
            throw conflict("Cannot delete the default version of a policy.");
        }
        savePolicy(policy.with("versions", policy.map("versions").without(request.versionId())));
        return DeletePolicyVersionResponse.builder().build();
    }
}
