package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.iam.IamErrors.NO_SUCH_ENTITY;
import static dev.setpoint.provider.aws.iam.IamErrors.PROPAGATION;
import static dev.setpoint.provider.aws.shape.Properties.texts;

import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import dev.setpoint.provider.aws.wait.Eventually;
import dev.setpoint.provider.aws.wait.Settled;
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

/**
 * Policies of one role, user or group: those that live in it and those that are attached to it.
 * See behaviour.md#iam-role-policy, behaviour.md#iam-role-policy-attachment.
 */
final class PrincipalPolicies {

    private static final String INLINE = "inlinePolicies";
    private static final String MANAGED = "managedPolicies";

    /** Properties of a new role, user or group. */
    static final Value.Map NONE = Value.Map.EMPTY.with(INLINE, Value.Map.EMPTY).with(MANAGED, Value.List.EMPTY);

    private static final Settled SEEN = new Settled(5, Duration.ofSeconds(1), PROPAGATION);

    /** A new policy is soon attachable; a wrong ARN never is. */
    private static final Duration ATTACHABLE = Duration.ofSeconds(30);

    private final String principal;
    private final PolicyCalls calls;
    private final Eventually eventually;

    private PrincipalPolicies(String principal, PolicyCalls calls, Eventually eventually) {
        this.principal = principal;
        this.calls = calls;
        this.eventually = eventually.unseen(NO_SUCH_ENTITY);
    }

    static PrincipalPolicies ofRole(IamClient iam, String name, Eventually eventually) {
        return new PrincipalPolicies("the role " + name, PolicyCalls.ofRole(iam, name), eventually);
    }

    static PrincipalPolicies ofUser(IamClient iam, String name, Eventually eventually) {
        return new PrincipalPolicies("the user " + name, PolicyCalls.ofUser(iam, name), eventually);
    }

    static PrincipalPolicies ofGroup(IamClient iam, String name, Eventually eventually) {
        return new PrincipalPolicies("the group " + name, PolicyCalls.ofGroup(iam, name), eventually);
    }

    /** Reads those of the two properties that are wanted. */
    Value.Map properties(PropertySet wanted) {
        var shown = Value.Map.EMPTY;
        if (wanted.contains(INLINE)) {
            shown = shown.with(INLINE, new Value.Map(inline()));
        }
        return wanted.contains(MANAGED) ? shown.with(MANAGED, Value.strings(attachments())) : shown;
    }

    /** Gives a new principal the policies of its spec. */
    void create(Value.Map desired) {
        if (desired.has(INLINE)) {
            putAll(desired.map(INLINE).entries());
        }
        if (desired.has(MANAGED)) {
            attachAll(managed(desired));
        }
    }

    void change(Update update) {
        if (update.touches(INLINE)) {
            putAll(update.desired().map(INLINE).entries());
        }
        if (update.touches(MANAGED)) {
            attachAll(managed(update.desired()));
        }
    }

    /** Removes what the stack gave the principal. */
    void remove(Value.Map last) {
        detach(managed(last));
        delete(last.map(INLINE).entries().keySet());
    }

    void removeAll() {
        detach(attachments());
        delete(names());
    }

    private static Set<String> managed(Value.Map properties) {
        return new TreeSet<>(texts(properties, MANAGED));
    }

    private Map<String, Value> inline() {
        var policies = new LinkedHashMap<String, Value>();
        names().forEach(policy -> inline(policy).ifPresent(text -> policies.put(policy, text)));
        return policies;
    }

    private Set<String> names() {
        return calls.names().get().collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<Value> inline(String policy) {
        return Errors.unless(
                NO_SUCH_ENTITY,
                () -> PolicyDocuments.parseEncoded(calls.document().apply(policy)));
    }

    /** Makes the principal have exactly these. */
    private void putAll(Map<String, Value> wanted) {
        var live = known(this::inline);
        wanted.forEach((policy, document) -> {
            if (Optional.ofNullable(live.get(policy))
                    .filter(l -> PolicyDocuments.same(l, document))
                    .isEmpty()) {
                put(policy, document);
            }
        });
        delete(without(live.keySet(), wanted.keySet()));
    }

    /** Reads from a principal that exists: a replica of IAM may not know it yet. */
    private <T> T known(Supplier<T> read) {
        return eventually.retry(NO_SUCH_ENTITY, PROPAGATION, principal + " to be seen", read);
    }

    void put(String policy, Value document) {
        eventually.retry(
                NO_SUCH_ENTITY,
                PROPAGATION,
                principal + " to be seen",
                () -> calls.put().accept(policy, PolicyDocuments.text(document)));
        eventually.until(
                SEEN,
                "the inline policy " + policy + " to be seen",
                () -> inline(policy)
                        .filter(live -> PolicyDocuments.same(live, document))
                        .isPresent());
    }

    private void delete(Collection<String> policies) {
        policies.forEach(
                policy -> Errors.ignoring(NO_SUCH_ENTITY, () -> calls.delete().accept(policy)));
    }

    private Set<String> attachments() {
        return calls.attached().get().collect(Collectors.toCollection(TreeSet::new));
    }

    /** Makes the principal have exactly these, one after the other: parallel attachments to one conflict. */
    private void attachAll(Set<String> wanted) {
        var live = known(this::attachments);
        without(wanted, live).forEach(this::putAttachment);
        detach(without(live, wanted));
        eventually.until(
                SEEN, "the attached policies to be seen", () -> attachments().equals(wanted));
    }

    private void putAttachment(String arn) {
        eventually.retry(
                NO_SUCH_ENTITY,
                ATTACHABLE,
                "the policy " + arn + " to be seen",
                () -> calls.attach().accept(arn));
    }

    /** Attaches one more, whatever else is attached. */
    void attach(String arn) {
        known(this::attachments);
        putAttachment(arn);
        eventually.until(SEEN, "the policy " + arn + " to be seen on " + principal, () -> attached(arn));
    }

    /** True when the policy is attached; false when there is no such principal. */
    boolean attached(String arn) {
        return Errors.unless(NO_SUCH_ENTITY, this::attachments)
                .filter(arns -> arns.contains(arn))
                .isPresent();
    }

    /** Detaches the one, for certain: not found counts when every replica says so. */
    void surelyDetach(String arn) {
        eventually.removed(NO_SUCH_ENTITY, () -> calls.detach().accept(arn));
        awaitWithout("the policy " + arn, () -> !attached(arn));
    }

    /** Deletes the one, for certain: not found counts when every replica says so. */
    void surelyDelete(String policy) {
        eventually.removed(NO_SUCH_ENTITY, () -> calls.delete().accept(policy));
        awaitWithout("the inline policy " + policy, () -> inline(policy).isEmpty());
    }

    private void awaitWithout(String what, BooleanSupplier gone) {
        eventually.until(SEEN, what + " to be gone from " + principal, gone);
    }

    private void detach(Collection<String> policies) {
        policies.forEach(
                arn -> Errors.ignoring(NO_SUCH_ENTITY, () -> calls.detach().accept(arn)));
    }

    private static Set<String> without(Set<String> these, Set<String> those) {
        var rest = new TreeSet<>(these);
        rest.removeAll(those);
        return rest;
    }
}
