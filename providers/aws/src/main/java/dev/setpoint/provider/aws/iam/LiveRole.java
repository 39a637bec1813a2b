package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.iam.IamErrors.NO_SUCH_ENTITY;
import static dev.setpoint.provider.aws.iam.IamErrors.PROPAGATION;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import dev.setpoint.provider.aws.shape.Tags;
import dev.setpoint.provider.aws.wait.Eventually;
import dev.setpoint.provider.aws.wait.Eventually.Settled;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * One role and what hangs on it: inline policies, attachments, instance profiles.
 * See behaviour.md#iam-role, behaviour.md#iam-role-policy, behaviour.md#iam-role-policy-attachment.
 */
final class LiveRole {

    private static final Settled SEEN = new Settled(5, Duration.ofSeconds(1), PROPAGATION);
    /** A new role may be shown with an unique id in place of its ARN. */
    private static final Settled WITH_ARN = new Settled(5, Duration.ofSeconds(1), PROPAGATION);

    /** A new policy is soon attachable; a wrong ARN never is. */
    private static final Duration ATTACHABLE = Duration.ofSeconds(30);

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

    Map<String, Value> inlinePolicies() {
        var policies = new LinkedHashMap<String, Value>();
        inlinePolicyNames().forEach(policy -> inlinePolicy(policy).ifPresent(text -> policies.put(policy, text)));
        return policies;
    }

    private Set<String> inlinePolicyNames() {
        return iam.listRolePoliciesPaginator(r -> r.roleName(name)).policyNames().stream()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<Value> inlinePolicy(String policy) {
        return Errors.unless(
                NO_SUCH_ENTITY,
                () -> PolicyDocuments.parseEncoded(
                        iam.getRolePolicy(r -> r.roleName(name).policyName(policy))
                                .policyDocument()));
    }

    /** Makes the role have exactly these. */
    void inlinePolicies(Map<String, Value> wanted) {
        var live = known(this::inlinePolicies);
        wanted.forEach((policy, document) -> {
            if (Optional.ofNullable(live.get(policy))
                    .filter(l -> PolicyDocuments.same(l, document))
                    .isEmpty()) {
                putInlinePolicy(policy, document);
            }
        });
        deleteInlinePolicies(without(live.keySet(), wanted.keySet()));
    }

    /** Reads from a role that exists: a replica of IAM may not know it yet. */
    private <T> T known(Supplier<T> read) {
        return eventually.retry(NO_SUCH_ENTITY, PROPAGATION, "the role " + name + " to be seen", read);
    }

    void putInlinePolicy(String policy, Value document) {
        eventually.retry(
                NO_SUCH_ENTITY,
                PROPAGATION,
                "the role " + name + " to be seen",
                () -> iam.putRolePolicy(
                        r -> r.roleName(name).policyName(policy).policyDocument(PolicyDocuments.text(document))));
        eventually.until(
                SEEN,
                "the inline policy " + policy + " to be seen",
                () -> inlinePolicy(policy)
                        .filter(live -> PolicyDocuments.same(live, document))
                        .isPresent());
    }

    void deleteInlinePolicies(Collection<String> policies) {
        policies.forEach(policy -> Errors.ignoring(
                NO_SUCH_ENTITY, () -> iam.deleteRolePolicy(r -> r.roleName(name).policyName(policy))));
    }

    void deleteAllInlinePolicies() {
        deleteInlinePolicies(inlinePolicyNames());
    }

    Set<String> attachments() {
        return iam.listAttachedRolePoliciesPaginator(r -> r.roleName(name)).attachedPolicies().stream()
                .map(AttachedPolicy::policyArn)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Makes the role have exactly these, one after the other: parallel attachments to one role conflict. */
    void attachments(Set<String> wanted) {
        var live = known(this::attachments);
        without(wanted, live).forEach(this::put);
        detach(without(live, wanted));
        eventually.until(
                SEEN, "the attached policies to be seen", () -> attachments().equals(wanted));
    }

    private void put(String arn) {
        eventually.retry(
                NO_SUCH_ENTITY,
                ATTACHABLE,
                "the policy " + arn + " to be seen",
                () -> iam.attachRolePolicy(r -> r.roleName(name).policyArn(arn)));
    }

    /** Attaches one more, whatever else is attached. */
    void attach(String arn) {
        known(this::attachments);
        put(arn);
        eventually.until(SEEN, "the policy " + arn + " to be seen on the role", () -> attached(arn));
    }

    /** True when the policy is attached; false when there is no such role. */
    boolean attached(String arn) {
        return Errors.unless(NO_SUCH_ENTITY, this::attachments)
                .filter(arns -> arns.contains(arn))
                .isPresent();
    }

    /** Detaches the one, for certain: not found counts when every replica says so. */
    void surelyDetach(String arn) {
        eventually.removed(
                NO_SUCH_ENTITY, () -> iam.detachRolePolicy(r -> r.roleName(name).policyArn(arn)));
        awaitWithout("the policy " + arn, () -> !attached(arn));
    }

    /** Deletes the one, for certain: not found counts when every replica says so. */
    void surelyDeleteInlinePolicy(String policy) {
        eventually.removed(
                NO_SUCH_ENTITY, () -> iam.deleteRolePolicy(r -> r.roleName(name).policyName(policy)));
        awaitWithout("the inline policy " + policy, () -> inlinePolicy(policy).isEmpty());
    }

    private void awaitWithout(String what, BooleanSupplier gone) {
        eventually.until(SEEN, what + " to be gone from the role " + name, gone);
    }

    void detach(Collection<String> policies) {
        policies.forEach(arn -> Errors.ignoring(
                NO_SUCH_ENTITY, () -> iam.detachRolePolicy(r -> r.roleName(name).policyArn(arn))));
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

    private static Set<String> without(Set<String> these, Set<String> those) {
        var rest = new TreeSet<>(these);
        rest.removeAll(those);
        return rest;
    }
}
