package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.Tag;

/** Customer managed policies. See behaviour.md#iam-policy. */
final class ManagedPolicies extends IamPart {

    /** Part of the ARNs of AWS managed policies. */
    static final String AWS_OWN = ":iam::aws:policy/";

    static final int LONGEST = 6144;

    ManagedPolicies(World world) {
        super(world);
    }

    @Override
    public CreatePolicyResponse createPolicy(CreatePolicyRequest request) {
        var name = request.policyName();
        var path = Optional.ofNullable(request.path()).orElse("/");
        PolicyVersions.check(request.policyDocument());
        // A policy's name is unique in the account whatever its path and case.
        var taken = world.documents().under(policyKey("")).values().stream()
                .anyMatch(policy -> policy.string("name")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .equals(name.toLowerCase(Locale.ROOT)));
        if (taken) {
            throw refusal(
                    "EntityAlreadyExists",
                    409,
                    "A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        var now = Value.of(world.now().toString());
        var policy = Value.Map.EMPTY
                .with("name", Value.of(name))
                .with("path", Value.of(path))
                .with("arn", Value.of(arn("policy", path, name)))
                .with("policyId", Value.of(Ids.iam("ANPA")))
                .with("createdAt", now)
                .with("updatedAt", now)
                .with("nextVersion", Value.of(2))
                .with("defaultVersion", Value.of("v1"))
                .with("versions", Value.Map.EMPTY.with("v1", PolicyVersions.version(request.policyDocument(), world)))
                .with("tags", IamTags.RULES.created(request));
        policy = request.description() == null ? policy : policy.with("description", Value.of(request.description()));
        savePolicy(policy);
        return CreatePolicyResponse.builder().policy(shape(policy)).build();
    }

    private Policy shape(Value.Map policy) {
        var arn = policy.string("arn").orElse("");
        var uses = new PolicyUses(world);
        var shape = Policy.builder()
                .policyName(policy.string("name").orElse(""))
                .path(policy.string("path").orElse("/"))
                .arn(arn)
                .policyId(policy.string("policyId").orElse(""))
                .defaultVersionId(policy.string("defaultVersion").orElse("v1"))
                .attachmentCount(uses.attached(arn).size())
                .permissionsBoundaryUsageCount(uses.bounded(arn).size())
                .isAttachable(true)
                .createDate(instant(policy, "createdAt"))
                .updateDate(instant(policy, "updatedAt"));
        policy.string("description").ifPresent(shape::description);
        var tags = IamTags.RULES.shapes(policy.map("tags"), Tag::builder);
        if (!tags.isEmpty()) {
            shape.tags(tags);
        }
        return shape.build();
    }

    private static Instant instant(Value.Map document, String member) {
        return document.string(member).map(Instant::parse).orElse(Instant.EPOCH);
    }

    @Override
    public GetPolicyResponse getPolicy(GetPolicyRequest request) {
        var arn = request.policyArn();
        return GetPolicyResponse.builder()
                .policy(arn.contains(AWS_OWN) ? ofAws(arn) : shape(policy(arn)))
                .build();
    }

    /** Describes an AWS managed policy. All of them exist, but the sandbox does not know their content. */
    private static Policy ofAws(String arn) {
        return Policy.builder()
                .arn(arn)
                .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                .path("/" + arn.substring(arn.indexOf(AWS_OWN) + AWS_OWN.length(), arn.lastIndexOf('/') + 1))
                .isAttachable(true)
                .build();
    }

    @Override
    public ListPoliciesResponse listPolicies(ListPoliciesRequest request) {
        if (request.scope() != PolicyScopeType.LOCAL) {
            throw refusal("NotImplemented", 501, "The sandbox does not list AWS managed policies: give Scope Local.");
        }
        var prefix = Optional.ofNullable(request.pathPrefix()).orElse("/");
        var uses = new PolicyUses(world);
        var policies = world.documents().under(policyKey("")).values().stream()
                .filter(policy -> policy.string("path").orElse("/").startsWith(prefix))
                .map(this::shape)
                .filter(policy -> !Boolean.TRUE.equals(request.onlyAttached())
                        || !uses.attached(policy.arn()).isEmpty())
                .filter(policy -> request.policyUsageFilter() == null
                        || !uses.of(policy.arn(), request.policyUsageFilter()).isEmpty())
                .map(ManagedPolicies::listed)
                .toList();
        var page = PAGES.page(request, policies, Policy::arn);
        return ListPoliciesResponse.builder()
                .policies(page.items())
                .isTruncated(page.truncated())
                .marker(page.nextMarker())
                .build();
    }

    /** Policy as ListPolicies returns it: without description and tags. */
    private static Policy listed(Policy policy) {
        return policy.toBuilder().description(null).tags((Collection<Tag>) null).build();
    }

    @Override
    public DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
        if (request.policyArn().contains(AWS_OWN)) {
            throw refusal("AccessDenied", 403, "The policy is managed by AWS.");
        }
        var policy = policy(request.policyArn());
        var uses = new PolicyUses(world);
        if (!uses.attached(request.policyArn()).isEmpty()
                || !uses.bounded(request.policyArn()).isEmpty()) {
            throw conflict("Cannot delete a policy attached to entities.");
        }
        if (policy.map("versions").entries().size() > 1) {
            throw conflict(
                    "This policy has more than one version. Before you delete a policy, you must delete the policy's "
                            + "versions. The default version is deleted with the policy.");
        }
        world.documents().remove(policyKey(request.policyArn()));
        return DeletePolicyResponse.builder().build();
    }
}
