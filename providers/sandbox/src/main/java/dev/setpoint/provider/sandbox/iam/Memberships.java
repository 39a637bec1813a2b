package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.world.Principals;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;

/** Users in groups. A user's document keeps the ids of its groups, which no rename changes. See behaviour.md#iam-group. */
final class Memberships extends IamPart {

    private static final int MOST_GROUPS = 10;
    private static final String GROUPS = "groups";

    Memberships(World world) {
        super(world);
    }

    private static Value id(Value.Map group) {
        return Value.of(group.string("groupId").orElse(""));
    }

    /** Returns the documents of a user's groups. */
    static List<Value.Map> groups(World world, Value.Map user) {
        var ids = Members.texts(user, GROUPS);
        return world.documents().under(Principals.groupKey("")).values().stream()
                .filter(group -> group.string("groupId").filter(ids::contains).isPresent())
                .toList();
    }

    /** Returns the documents of a group's users. */
    static List<Value.Map> users(World world, Value.Map group) {
        return world.documents().under(Principals.userKey("")).values().stream()
                .filter(user -> user.list(GROUPS).contains(id(group)))
                .toList();
    }

    /** Adds the user, if it is not a member already. */
    @Override
    public AddUserToGroupResponse addUserToGroup(AddUserToGroupRequest request) {
        var group = group(request.groupName());
        var user = user(request.userName());
        var ids = new ArrayList<>(user.list(GROUPS));
        if (!ids.contains(id(group))) {
            if (ids.size() >= MOST_GROUPS) {
                throw limit("Cannot exceed quota for GroupsPerUser: " + MOST_GROUPS);
            }
            ids.add(id(group));
            saveUser(user.with(GROUPS, Value.of(ids)));
        }
        return AddUserToGroupResponse.builder().build();
    }

    /** Removes the user, if it is a member. */
    @Override
    public RemoveUserFromGroupResponse removeUserFromGroup(RemoveUserFromGroupRequest request) {
        var group = group(request.groupName());
        var user = user(request.userName());
        var ids = new ArrayList<>(user.list(GROUPS));
        ids.remove(id(group));
        saveUser(user.with(GROUPS, Value.of(ids)));
        return RemoveUserFromGroupResponse.builder().build();
    }

    @Override
    public GetGroupResponse getGroup(GetGroupRequest request) {
        var group = group(request.groupName());
        return GetGroupResponse.builder()
                .group(Groups.shape(group))
                .users(users(world, group).stream().map(Users::shape).toList())
                .isTruncated(false)
                .build();
    }

    @Override
    public ListGroupsForUserResponse listGroupsForUser(ListGroupsForUserRequest request) {
        return ListGroupsForUserResponse.builder()
                .groups(groups(world, user(request.userName())).stream()
                        .map(Groups::shape)
                        .toList())
                .isTruncated(false)
                .build();
    }
}
