package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyUser;
import software.amazon.awssdk.services.iam.model.Tag;

/** Customer managed policies. See behaviour.md#iam-policy. */
final class ManagedPolicies extends IamPart {

    /** Part of the ARNs of AWS managed policies. */
    private static final String AWS_OWN = ":iam::aws:policy/";

    static final int LONGEST = 6144;

    ManagedPolicies(World world) {
        super(world);
    }

    @Override
    public CreatePolicyResponse createPolicy(CreatePolicyRequest request) {
        var name = request.policyName();
        var path = Optional.ofNullable(request.path()).orElse("/");
        Check.all(IamChecks.CREATE_POLICY, request);
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
        var shape = Policy.builder()
                .policyName(policy.string("name").orElse(""))
                .path(policy.string("path").orElse("/"))
                .arn(policy.string("arn").orElse(""))
                .policyId(policy.string("policyId").orElse(""))
                .defaultVersionId(policy.string("defaultVersion").orElse("v1"))
                .attachmentCount(attached("role", policy).size()
                        + attached("user", policy).size())
                .permissionsBoundaryUsageCount(
                        bounded("role", policy).size() + bounded("user", policy).size())
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

    /** @param kind of those that have it: {@code role} or {@code user} */
    private List<Value.Map> attached(String kind, Value.Map policy) {
        var arn = Value.of(policy.string("arn").orElse(""));
        return world.documents().under("iam:" + kind + ":").values().stream()
                .filter(principal -> principal.list("attached").contains(arn))
                .toList();
    }

    /** @param kind of those whose permissions boundary it is: {@code role} or {@code user} */
    private List<Value.Map> bounded(String kind, Value.Map policy) {
        return world.documents().under("iam:" + kind + ":").values().stream()
                .filter(principal -> principal.string("boundary").equals(policy.string("arn")))
                .toList();
    }

    /** Returns those that use a policy in one of the ways that the request asks for, or in any. */
    private List<Value.Map> users(String kind, Value.Map policy, ListEntitiesForPolicyRequest request) {
        var usage = request.policyUsageFilter();
        var users = new LinkedHashSet<Value.Map>();
        if (usage != PolicyUsageType.PERMISSIONS_BOUNDARY) {
            users.addAll(attached(kind, policy));
        }
        if (usage != PolicyUsageType.PERMISSIONS_POLICY) {
            users.addAll(bounded(kind, policy));
        }
        return List.copyOf(users);
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
        return ListPoliciesResponse.builder()
                .policies(world.documents().under(policyKey("")).values().stream()
                        .map(this::shape)
                        .toList())
                .isTruncated(false)
                .build();
    }

    @Override
    public ListEntitiesForPolicyResponse listEntitiesForPolicy(ListEntitiesForPolicyRequest request) {
        var policy = policy(request.policyArn());
        return ListEntitiesForPolicyResponse.builder()
                .policyRoles(users("role", policy, request).stream()
                        .map(role -> PolicyRole.builder()
                                .roleName(role.string("name").orElse(""))
                                .roleId(role.string("roleId").orElse(""))
                                .build())
                        .toList())
                .policyUsers(users("user", policy, request).stream()
                        .map(user -> PolicyUser.builder()
                                .userName(user.string("name").orElse(""))
                                .userId(user.string("userId").orElse(""))
                                .build())
                        .toList())
                .policyGroups(List.of())
                .isTruncated(false)
                .build();
    }

    @Override
    public DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
        if (request.policyArn().contains(AWS_OWN)) {
            throw refusal("AccessDenied", 403, "The policy is managed by AWS.");
        }
        var policy = policy(request.policyArn());
        if (!attached("role", policy).isEmpty() || !attached("user", policy).isEmpty()) {
            throw conflict("Cannot delete a policy attached to entities.");
        }
        if (!bounded("role", policy).isEmpty() || !bounded("user", policy).isEmpty()) {
            throw conflict("Cannot delete a policy that is used as a permissions boundary.");
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
