package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.iam.IamErrors.NO_SUCH_ENTITY;
import static dev.setpoint.provider.aws.iam.IamErrors.PROPAGATION;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import dev.setpoint.provider.aws.shape.Tags;
import dev.setpoint.provider.aws.wait.Eventually;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * One role and what hangs on it: policies and instance profiles.
 * See behaviour.md#iam-role.
 */
final class LiveRole {

    private static final Settled SEEN = new Settled(5, Duration.ofSeconds(1), PROPAGATION);
    /** A new role may be shown with an unique id in place of its ARN. */
    private static final Settled WITH_ARN = new Settled(5, Duration.ofSeconds(1), PROPAGATION);

    private final IamClient iam;
    private final String name;
    private final Eventually eventually;

    LiveRole(IamClient iam, String name, Eventually eventually) {
        this.iam = iam;
        this.name = name;
        this.eventually = eventually.unseen(NO_SUCH_ENTITY);
    }

    Optional<Role> role() {
        return Errors.unless(
                NO_SUCH_ENTITY, () -> iam.getRole(r -> r.roleName(name)).role());
    }

    void awaitArn() {
        eventually.until(
                WITH_ARN,
                "the role " + name + " to be known everywhere in IAM",
                () -> role().filter(role -> role.arn().startsWith("arn:")).isPresent());
    }

    void trust(Value policy) {
        eventually.retry(
                IamErrors.NEW_PRINCIPAL,
                PROPAGATION,
                "the principals in the trust policy to be known to IAM",
                () -> iam.updateAssumeRolePolicy(r -> r.roleName(name).policyDocument(PolicyDocuments.text(policy))));
        eventually.until(
                SEEN,
                "the trust policy to take effect",
                () -> role().map(Role::assumeRolePolicyDocument)
                        .filter(text -> PolicyDocuments.same(PolicyDocuments.parseEncoded(text), policy))
                        .isPresent());
    }

    /** Sets both together: a value left out of an update goes back to its default. */
    void describe(String description, int maxSessionSeconds) {
        iam.updateRole(r -> r.roleName(name).description(description).maxSessionDuration(maxSessionSeconds));
        eventually.until(
                SEEN,
                "the role's description to change",
                () -> role().filter(role -> Optional.ofNullable(role.description())
                                .orElse("")
                                .equals(description))
                        .isPresent());
    }

    void boundary(Optional<String> policyArn) {
        PermissionsBoundary.change(
                eventually,
                policyArn,
                arn -> iam.putRolePermissionsBoundary(r -> r.roleName(name).permissionsBoundary(arn)),
                () -> iam.deleteRolePermissionsBoundary(r -> r.roleName(name)));
    }

    PrincipalPolicies policies() {
        return PrincipalPolicies.ofRole(iam, name, eventually);
    }

    void leaveInstanceProfiles() {
        var profiles = iam.listInstanceProfilesForRolePaginator(r -> r.roleName(name)).instanceProfiles().stream()
                .toList();
        profiles.forEach(profile -> Errors.ignoring(
                NO_SUCH_ENTITY,
                () -> iam.removeRoleFromInstanceProfile(
                        r -> r.roleName(name).instanceProfileName(profile.instanceProfileName()))));
    }

    void tags(Map<String, String> wanted) {
        var live = eventually.appears(PROPAGATION, "the role " + name + " to be seen", this::role);
        Tags.change(
                Tags.fromSdk(live.tags()),
                wanted,
                keys -> iam.untagRole(r -> r.roleName(name).tagKeys(keys)),
                tags -> iam.tagRole(r -> r.roleName(name).tags(Tags.toSdk(tags, Tag::builder))));
        eventually.until(
                SEEN,
                "the role's tags to settle",
                () -> role().filter(role -> Tags.fromSdk(role.tags()).equals(wanted))
                        .isPresent());
    }
}
