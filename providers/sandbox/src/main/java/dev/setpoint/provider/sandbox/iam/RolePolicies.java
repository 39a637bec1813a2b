package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** Inline policies of roles. AWS-BEHAVIOUR 10.2. */
final class RolePolicies extends IamPart {

    private static final int ROOM = 10_240;

    RolePolicies(World world) {
        super(world);
    }

    @Override
    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
        saveRole(with(role(request.roleName()), "role", request.policyName(), request.policyDocument(), ROOM));
        return PutRolePolicyResponse.builder().build();
    }

    /**
     * A role or user with this inline policy among its own.
     *
     * @param room for all of them, in characters
     */
    static Value.Map with(Value.Map principal, String kind, String name, String document, int room) {
        checkName("policyName", name, 128);
        IamPolicies.checkIdentity(document);
        var inline = principal.map("inline").with(name, Value.of(document));
        var size = inline.entries().keySet().stream()
                .mapToInt(policy -> IamPolicies.size(inline.string(policy).orElse("")))
                .sum();
        if (size > room) {
            throw limit("Maximum policy size of " + room + " bytes exceeded for " + kind + " "
                    + principal.string("name").orElse(""));
        }
        return principal.with("inline", inline);
    }

    @Override
    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        return GetRolePolicyResponse.builder()
                .roleName(request.roleName())
                .policyName(request.policyName())
                .policyDocument(encoded(document(request.roleName(), request.policyName())))
                .build();
    }

    private String document(String role, String policy) {
        return role(role)
                .map("inline")
                .string(policy)
                .orElseThrow(() -> noSuchEntity("The role policy with name " + policy + " cannot be found."));
    }

    @Override
    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
        document(request.roleName(), request.policyName());
        var role = role(request.roleName());
        saveRole(role.with("inline", role.map("inline").without(request.policyName())));
        return DeleteRolePolicyResponse.builder().build();
    }

    @Override
    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        return ListRolePoliciesResponse.builder()
                .policyNames(role(request.roleName()).map("inline").entries().keySet())
                .isTruncated(false)
                .build();
    }
}
