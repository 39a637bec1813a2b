package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Account;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.Principals;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserResponse;
import software.amazon.awssdk.services.iam.model.User;

/** Users. See behaviour.md#iam-user. */
final class Users extends IamPart {

    Users(World world) {
        super(world);
    }

    @Override
    public CreateUserResponse createUser(CreateUserRequest request) {
        var name = request.userName();
        var path = Optional.ofNullable(request.path()).orElse("/");
        refuseTaken(name);
        var user = Value.Map.EMPTY
                .with("name", Value.of(name))
                .with("path", Value.of(path))
                .with("arn", Value.of(arn("user", path, name)))
                .with("userId", Value.of(Ids.iam("AIDA")))
                .with("createdAt", Value.of(world.now().toString()))
                .with("tags", IamTags.RULES.created(request));
        if (request.permissionsBoundary() != null) {
            user = PrincipalPolicies.bounded(user, request.permissionsBoundary(), world);
        }
        saveUser(user);
        return CreateUserResponse.builder().user(shape(user)).build();
    }

    private void refuseTaken(String name) {
        if (world.documents().get(Principals.userKey(name)).isPresent()) {
            throw refusal("EntityAlreadyExists", 409, "User with name " + name + " already exists.");
        }
    }

    static User shape(Value.Map user) {
        var shape = User.builder()
                .userName(user.string("name").orElse(""))
                .path(user.string("path").orElse("/"))
                .arn(user.string("arn").orElse(""))
                .userId(user.string("userId").orElse(""))
                .createDate(user.string("createdAt").map(Instant::parse).orElse(Instant.EPOCH));
        user.string("boundary")
                .ifPresent(arn -> shape.permissionsBoundary(AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryArn(arn)
                        .permissionsBoundaryType("Policy")
                        .build()));
        var tags = IamTags.RULES.shapes(user.map("tags"), Tag::builder);
        return (tags.isEmpty() ? shape : shape.tags(tags)).build();
    }

    @Override
    public GetUserResponse getUser(GetUserRequest request) {
        var user = request.userName() == null ? caller() : shape(user(request.userName()));
        return GetUserResponse.builder().user(user).build();
    }

    private User caller() {
        var arn = world.callerArn();
        return User.builder()
                .userName(arn.substring(arn.lastIndexOf('/') + 1))
                .path("/")
                .arn(arn)
                .userId(Account.USER_ID)
                .createDate(Instant.EPOCH)
                .build();
    }

    /** Updates name and path in place, and the ARN with them. */
    @Override
    public UpdateUserResponse updateUser(UpdateUserRequest request) {
        var user = user(request.userName());
        var path = Optional.ofNullable(request.newPath())
                .orElse(user.string("path").orElse("/"));
        var name = Optional.ofNullable(request.newUserName()).orElse(request.userName());
        if (!name.equalsIgnoreCase(request.userName())) {
            refuseTaken(name);
            world.documents().remove(Principals.userKey(request.userName()));
        }
        saveUser(user.with("name", Value.of(name))
                .with("path", Value.of(path))
                .with("arn", Value.of(arn("user", path, name))));
        return UpdateUserResponse.builder().build();
    }

    @Override
    public DeleteUserResponse deleteUser(DeleteUserRequest request) {
        var user = user(request.userName());
        if (!user.map("inline").entries().isEmpty()) {
            throw conflict("Cannot delete entity, must delete policies first.");
        }
        if (!user.list("attached").isEmpty()) {
            throw conflict("Cannot delete entity, must detach all policies first.");
        }
        if (!Memberships.groups(world, user).isEmpty()) {
            throw conflict("Cannot delete entity, must remove users from group first.");
        }
        if (!user.map("accessKeys").entries().isEmpty()) {
            throw conflict("Cannot delete entity, must delete access keys first.");
        }
        if (user.has("passwordSince")) {
            throw conflict("Cannot delete entity, must delete login profile first.");
        }
        UserBelongings.refusal(user).ifPresent(message -> {
            throw conflict(message);
        });
        world.documents().remove(Principals.userKey(request.userName()));
        return DeleteUserResponse.builder().build();
    }
}
