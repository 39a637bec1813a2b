package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.Principals;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateGroupResponse;

/** Groups. See behaviour.md#iam-group. */
final class Groups extends IamPart {

    private static final int MOST_GROUPS = 300;

    Groups(World world) {
        super(world);
    }

    @Override
    public CreateGroupResponse createGroup(CreateGroupRequest request) {
        var name = request.groupName();
        var path = Optional.ofNullable(request.path()).orElse("/");
        refuseTaken(name);
        if (world.documents().under(Principals.groupKey("")).size() >= MOST_GROUPS) {
            throw limit("Cannot exceed quota for GroupsPerAccount: " + MOST_GROUPS);
        }
        var group = Value.Map.EMPTY
                .with("name", Value.of(name))
                .with("path", Value.of(path))
                .with("arn", Value.of(arn("group", path, name)))
                .with("groupId", Value.of(Ids.iam("AGPA")))
                .with("createdAt", Value.of(world.now().toString()));
        saveGroup(group);
        return CreateGroupResponse.builder().group(shape(group)).build();
    }

    private void refuseTaken(String name) {
        if (world.documents().get(Principals.groupKey(name)).isPresent()) {
            throw refusal("EntityAlreadyExists", 409, "Group with name " + name + " already exists.");
        }
    }

    static Group shape(Value.Map group) {
        return Group.builder()
                .groupName(group.string("name").orElse(""))
                .path(group.string("path").orElse("/"))
                .arn(group.string("arn").orElse(""))
                .groupId(group.string("groupId").orElse(""))
                .createDate(group.string("createdAt").map(Instant::parse).orElse(Instant.EPOCH))
                .build();
    }

    /** Updates name and path in place, and the ARN with them. */
    @Override
    public UpdateGroupResponse updateGroup(UpdateGroupRequest request) {
        var group = group(request.groupName());
        var old = group.string("name").orElse("");
        var name = Optional.ofNullable(request.newGroupName()).orElse(old);
        var path = Optional.ofNullable(request.newPath())
                .orElse(group.string("path").orElse("/"));
        if (!name.equalsIgnoreCase(old)) {
            refuseTaken(name);
            world.documents().remove(Principals.groupKey(old));
        }
        saveGroup(group.with("name", Value.of(name))
                .with("path", Value.of(path))
                .with("arn", Value.of(arn("group", path, name))));
        return UpdateGroupResponse.builder().build();
    }

    @Override
    public DeleteGroupResponse deleteGroup(DeleteGroupRequest request) {
        var group = group(request.groupName());
        if (!Memberships.users(world, group).isEmpty()) {
            throw conflict("Cannot delete entity, must remove users from group first.");
        }
        if (!group.list("attached").isEmpty()) {
            throw conflict("Cannot delete entity, must detach all policies first.");
        }
        if (!group.map("inline").entries().isEmpty()) {
            throw conflict("Cannot delete entity, must delete policies first.");
        }
        world.documents().remove(Principals.groupKey(request.groupName()));
        return DeleteGroupResponse.builder().build();
    }
}
