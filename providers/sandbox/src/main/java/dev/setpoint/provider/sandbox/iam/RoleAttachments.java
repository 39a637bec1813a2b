package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
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

/** Managed policies attached to roles, and permissions boundaries. AWS-BEHAVIOUR 10.3. */
final class RoleAttachments extends IamPart {

    private static final int MOST = 10;

    RoleAttachments(World world) {
        super(world);
    }

    @Override
    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
        var role = role(request.roleName());
        var arn = Value.of(request.policyArn());
        checkAttachable(request.policyArn(), world);
        var attached = new ArrayList<>(role.list("attached"));
        if (!attached.contains(arn)) {
            if (attached.size() >= MOST) {
                throw limit("Cannot exceed quota for PoliciesPerRole: " + MOST);
            }
            attached.add(arn);
            saveRole(role.with("attached", Value.of(attached)));
        }
        return AttachRolePolicyResponse.builder().build();
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
        var role = role(request.roleName());
        var attached = new ArrayList<>(role.list("attached"));
        if (!attached.remove(Value.of(request.policyArn()))) {
            throw noSuchEntity("Policy " + request.policyArn() + " was not found.");
        }
        saveRole(role.with("attached", Value.of(attached)));
        return DetachRolePolicyResponse.builder().build();
    }

    @Override
    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request) {
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(role(request.roleName()).list("attached").stream()
                        .flatMap(arn -> arn instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty())
                        .map(arn -> AttachedPolicy.builder()
                                .policyArn(arn)
                                .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                                .build())
                        .toList())
                .isTruncated(false)
                .build();
    }

    @Override
    public PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(PutRolePermissionsBoundaryRequest request) {
        saveRole(bounded(role(request.roleName()), request.permissionsBoundary(), world));
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    static Value.Map bounded(Value.Map role, String boundary, World world) {
        checkAttachable(boundary, world);
        return role.with("boundary", Value.of(boundary));
    }

    @Override
    public DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
            DeleteRolePermissionsBoundaryRequest request) {
        var role = role(request.roleName());
        if (!role.has("boundary")) {
            throw noSuchEntity("The permissions boundary for the role cannot be found.");
        }
        saveRole(role.without("boundary"));
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }
}
