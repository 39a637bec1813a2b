package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;

/** Managed policies attached to roles, and permissions boundaries. See behaviour.md#iam-role-policy-attachment. */
final class RoleAttachments extends IamPart {

    private static final int MOST = 10;

    RoleAttachments(World world) {
        super(world);
    }

    @Override
    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
        saveRole(attached(role(request.roleName()), request.policyArn(), "PoliciesPerRole", world));
        return AttachRolePolicyResponse.builder().build();
    }

    /** A role or user with one more policy, if it was not attached already. */
    static Value.Map attached(Value.Map principal, String policy, String quota, World world) {
        checkAttachable(policy, world);
        var attached = new ArrayList<>(principal.list("attached"));
        if (attached.contains(Value.of(policy))) {
            return principal;
        }
        if (attached.size() >= MOST) {
            throw limit("Cannot exceed quota for " + quota + ": " + MOST);
        }
        attached.add(Value.of(policy));
        return principal.with("attached", Value.of(attached));
    }

    /** AWS's own policies are believed to exist. */
    private static void checkAttachable(String arn, World world) {
        if (!arn.startsWith("arn:")) {
            throw validation("Invalid ARN: Could not be parsed!");
        }
        if (!arn.contains(":iam::aws:policy/") && world.known(policyKey(arn)).isEmpty()) {
            throw noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
        }
    }

    @Override
    public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
        saveRole(detached(role(request.roleName()), request.policyArn()));
        return DetachRolePolicyResponse.builder().build();
    }

    static Value.Map detached(Value.Map principal, String policy) {
        var attached = new ArrayList<>(principal.list("attached"));
        if (!attached.remove(Value.of(policy))) {
            throw noSuchEntity("Policy " + policy + " was not found.");
        }
        return principal.with("attached", Value.of(attached));
    }

    @Override
    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request) {
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(listed(role(request.roleName())))
                .isTruncated(false)
                .build();
    }

    static List<AttachedPolicy> listed(Value.Map principal) {
        return principal.list("attached").stream()
                .flatMap(arn -> arn instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty())
                .map(arn -> AttachedPolicy.builder()
                        .policyArn(arn)
                        .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                        .build())
                .toList();
    }

    @Override
    public PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(PutRolePermissionsBoundaryRequest request) {
        saveRole(bounded(role(request.roleName()), request.permissionsBoundary(), world));
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    static Value.Map bounded(Value.Map principal, String boundary, World world) {
        checkAttachable(boundary, world);
        return principal.with("boundary", Value.of(boundary));
    }

    @Override
    public DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
            DeleteRolePermissionsBoundaryRequest request) {
        saveRole(unbounded(role(request.roleName()), "role"));
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }

    static Value.Map unbounded(Value.Map principal, String kind) {
        if (!principal.has("boundary")) {
            throw noSuchEntity("The permissions boundary for the " + kind + " cannot be found.");
        }
        return principal.without("boundary");
    }
}
