package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.iam.IamErrors.NO_SUCH_ENTITY;
import static dev.setpoint.provider.aws.iam.IamErrors.PROPAGATION;

import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.Tags;
import dev.setpoint.provider.aws.wait.Eventually;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/** One user as IAM knows it now. See behaviour.md#iam-user. */
final class LiveUser {

    private static final Settled SEEN = new Settled(5, Duration.ofSeconds(1), PROPAGATION);

    private final IamClient iam;
    private final String name;
    private final Eventually eventually;

    LiveUser(IamClient iam, String name, Eventually eventually) {
        this.iam = iam;
        this.name = name;
        this.eventually = eventually.unseen(NO_SUCH_ENTITY);
    }

    Optional<User> user() {
        return Errors.unless(
                NO_SUCH_ENTITY, () -> iam.getUser(r -> r.userName(name)).user());
    }

    void awaitSeen() {
        await("the user " + name + " to be known everywhere in IAM", _ -> true);
    }

    void awaitGone() {
        eventually.until(SEEN, "the user " + name + " to be gone", () -> user().isEmpty());
    }

    private void await(String what, Predicate<User> shows) {
        eventually.until(SEEN, what, () -> user().filter(shows).isPresent());
    }

    void path(String path) {
        iam.updateUser(r -> r.userName(name).newPath(path));
        await("the user's path to change", user -> user.path().equals(path));
    }

    void boundary(Optional<String> policyArn) {
        PermissionsBoundary.change(
                eventually,
                policyArn,
                arn -> iam.putUserPermissionsBoundary(r -> r.userName(name).permissionsBoundary(arn)),
                () -> iam.deleteUserPermissionsBoundary(r -> r.userName(name)));
        await("the user's boundary to change", user -> boundary(user).equals(policyArn));
    }

    private static Optional<String> boundary(User user) {
        return Optional.ofNullable(user.permissionsBoundary()).map(AttachedPermissionsBoundary::permissionsBoundaryArn);
    }

    PrincipalPolicies policies() {
        return PrincipalPolicies.ofUser(iam, name, eventually);
    }

    Memberships memberships() {
        return new Memberships(iam, name, eventually);
    }

    void tags(Map<String, String> wanted) {
        var live = eventually.appears(PROPAGATION, "the user " + name + " to be seen", this::user);
        Tags.change(
                Tags.fromSdk(live.tags()),
                wanted,
                keys -> iam.untagUser(r -> r.userName(name).tagKeys(keys)),
                tags -> iam.tagUser(r -> r.userName(name).tags(Tags.toSdk(tags, Tag::builder))));
        await("the user's tags to settle", user -> Tags.fromSdk(user.tags()).equals(wanted));
    }
}
