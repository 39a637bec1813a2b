package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.provider.sandbox.world.World;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/** What policies users have: as roles have them, with less room. See behaviour.md#iam-role-policy. */
final class UserPolicies extends IamPart {

    private static final int ROOM = 2_048;

    UserPolicies(World world) {
        super(world);
    }

    @Override
    public PutUserPolicyResponse putUserPolicy(PutUserPolicyRequest request) {
        var user = user(request.userName());
        saveUser(RolePolicies.with(user, "user", request.policyName(), request.policyDocument(), ROOM));
        return PutUserPolicyResponse.builder().build();
    }

    @Override
    public DeleteUserPolicyResponse deleteUserPolicy(DeleteUserPolicyRequest request) {
        var user = user(request.userName());
        var inline = user.map("inline");
        if (!inline.has(request.policyName())) {
            throw noSuchEntity("The user policy with name " + request.policyName() + " cannot be found.");
        }
        saveUser(user.with("inline", inline.without(request.policyName())));
        return DeleteUserPolicyResponse.builder().build();
    }

    @Override
    public ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest request) {
        return ListUserPoliciesResponse.builder()
                .policyNames(user(request.userName()).map("inline").entries().keySet())
                .isTruncated(false)
                .build();
    }

    @Override
    public AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest request) {
        saveUser(RoleAttachments.attached(user(request.userName()), request.policyArn(), "PoliciesPerUser", world));
        return AttachUserPolicyResponse.builder().build();
    }

    @Override
    public DetachUserPolicyResponse detachUserPolicy(DetachUserPolicyRequest request) {
        saveUser(RoleAttachments.detached(user(request.userName()), request.policyArn()));
        return DetachUserPolicyResponse.builder().build();
    }

    @Override
    public ListAttachedUserPoliciesResponse listAttachedUserPolicies(ListAttachedUserPoliciesRequest request) {
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(RoleAttachments.listed(user(request.userName())))
                .isTruncated(false)
                .build();
    }
}
