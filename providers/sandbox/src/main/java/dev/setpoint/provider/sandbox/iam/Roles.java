package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.PolicyPrincipals;
import dev.setpoint.provider.sandbox.world.Principals;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Roles. See behaviour.md#iam-role. */
final class Roles extends IamPart {

    private static final int STANDARD_SESSION = 3600;

    Roles(World world) {
        super(world);
    }

    @Override
    public CreateRoleResponse createRole(CreateRoleRequest request) {
        var name = request.roleName();
        var path = Optional.ofNullable(request.path()).orElse("/");
        var description = Optional.ofNullable(request.description()).orElse("");
        var session = Optional.ofNullable(request.maxSessionDuration()).orElse(STANDARD_SESSION);
        if (world.documents().get(Principals.roleKey(name)).isPresent()) {
            throw refusal("EntityAlreadyExists", 409, "Role with name " + name + " already exists.");
        }
        var role = Value.Map.EMPTY
                .with("name", Value.of(name))
                .with("path", Value.of(path))
                .with("arn", Value.of(arn("role", path, name)))
                .with("roleId", Value.of(Ids.iam("AROA")))
                .with("createdAt", Value.of(world.now().toString()))
                .with("maxSessionDuration", Value.of(session))
                .with("tags", IamTags.RULES.created(request));
        role = trust(
                description.isEmpty() ? role : role.with("description", Value.of(description)),
                request.assumeRolePolicyDocument());
        if (request.permissionsBoundary() != null) {
            role = PrincipalPolicies.bounded(role, request.permissionsBoundary(), world);
        }
        saveRole(role);
        return CreateRoleResponse.builder().role(RoleShape.created(role, world)).build();
    }

    private Value.Map trust(Value.Map role, String document) {
        var policy = IamPolicies.checkTrust(document, world);
        return role.with("trust", Value.of(document))
                .with("trustPrincipals", PolicyPrincipals.remember(policy, world.principals()));
    }

    @Override
    public GetRoleResponse getRole(GetRoleRequest request) {
        return GetRoleResponse.builder()
                .role(RoleShape.full(role(request.roleName()), world))
                .build();
    }

    @Override
    public ListRolesResponse listRoles(ListRolesRequest request) {
        var prefix = Optional.ofNullable(request.pathPrefix()).orElse("/");
        var roles = world.documents().under("iam:role:").values().stream()
                .filter(role -> role.string("path").orElse("/").startsWith(prefix))
                .map(role -> RoleShape.listed(role, world))
                .toList();
        var page = PAGES.page(request, roles, role -> role.roleName().toLowerCase(Locale.ROOT));
        return ListRolesResponse.builder()
                .roles(page.items())
                .isTruncated(page.truncated())
                .marker(page.nextMarker())
                .build();
    }

    @Override
    public UpdateRoleResponse updateRole(UpdateRoleRequest request) {
        var description = Optional.ofNullable(request.description()).orElse("");
        // What is left out is reset, not kept.
        var session = Optional.ofNullable(request.maxSessionDuration()).orElse(STANDARD_SESSION);
        var role = role(request.roleName()).with("maxSessionDuration", Value.of(session));
        saveRole(request.description() == null ? role : role.with("description", Value.of(description)));
        return UpdateRoleResponse.builder().build();
    }

    @Override
    public UpdateRoleDescriptionResponse updateRoleDescription(UpdateRoleDescriptionRequest request) {
        var role = role(request.roleName()).with("description", Value.of(request.description()));
        saveRole(role);
        return UpdateRoleDescriptionResponse.builder()
                .role(RoleShape.full(role, world))
                .build();
    }

    @Override
    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request) {
        saveRole(trust(role(request.roleName()), request.policyDocument()));
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    @Override
    public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
        var role = role(request.roleName());
        if (!role.map("inline").entries().isEmpty()) {
            throw conflict("Cannot delete entity, must delete policies first.");
        }
        if (!role.list("attached").isEmpty()) {
            throw conflict("Cannot delete entity, must detach all policies first.");
        }
        world.documents().remove(Principals.roleKey(request.roleName()));
        return DeleteRoleResponse.builder().build();
    }
}
