package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.PolicyPrincipals;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** Role as IAM returns it; the members differ between operations. See behaviour.md#iam-role-defaults. */
final class RoleShape {

    private RoleShape() {}

    /** Role as CreateRole returns it: without session duration. */
    static Role created(Value.Map role, World world) {
        return described(role, world)
                .tags(IamTags.RULES.shapes(role.map("tags"), Tag::builder))
                .build();
    }

    /** Role as GetRole returns it. Nothing uses it in the sandbox, so that its last use is empty. */
    static Role full(Value.Map role, World world) {
        var shape = described(role, world).roleLastUsed(used -> {});
        role.integer("maxSessionDuration").ifPresent(shape::maxSessionDuration);
        role.string("boundary")
                .ifPresent(arn -> shape.permissionsBoundary(AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryArn(arn)
                        .permissionsBoundaryType("Policy")
                        .build()));
        var tags = IamTags.RULES.shapes(role.map("tags"), Tag::builder);
        if (!tags.isEmpty()) {
            shape.tags(tags);
        }
        return shape.build();
    }

    /** Role as ListRoles returns it: without tags and boundary. */
    static Role listed(Value.Map role, World world) {
        var shape = described(role, world);
        role.integer("maxSessionDuration").ifPresent(shape::maxSessionDuration);
        return shape.build();
    }

    private static Role.Builder described(Value.Map role, World world) {
        var trust = role.string("trust").orElse("{}");
        var remembered = role.map("trustPrincipals");
        var text = remembered.entries().isEmpty()
                ? trust
                : Json.compact(PolicyPrincipals.recall(Json.read(trust), remembered, world.principals()));
        var shape = Role.builder()
                .roleName(role.string("name").orElse(""))
                .path(role.string("path").orElse("/"))
                .arn(role.string("arn").orElse(""))
                .roleId(role.string("roleId").orElse(""))
                .createDate(role.string("createdAt").map(Instant::parse).orElse(Instant.EPOCH))
                .assumeRolePolicyDocument(IamPart.encoded(text));
        role.string("description").filter(text1 -> !text1.isEmpty()).ifPresent(shape::description);
        return shape;
    }
}
