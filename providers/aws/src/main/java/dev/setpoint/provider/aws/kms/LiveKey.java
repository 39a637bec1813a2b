package dev.setpoint.provider.aws.kms;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import dev.setpoint.provider.aws.shape.Tags;
import dev.setpoint.provider.aws.wait.Eventually;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.Tag;

/**
 * One key in one region: what can be asked of it and done to it, primary or replica. Each change ends
 * when all of KMS shows it. The figures are those of behaviour.md#kms-key-retries.
 */
final class LiveKey {

    static final Predicate<ProviderException> NOT_FOUND = code("NotFoundException", "NotFound");

    private static final Duration VISIBLE = Duration.ofMinutes(2);
    private static final Duration ROTATION = Duration.ofMinutes(10);
    private static final Settled STATE = new Settled(15, Duration.ofSeconds(2), Duration.ofMinutes(20));
    private static final Settled EVERY_SECOND = new Settled(5, Duration.ofSeconds(1), Duration.ofMinutes(10));
    private static final Settled DESCRIPTION = new Settled(5, Duration.ofSeconds(2), Duration.ofMinutes(10));
    private static final Settled DELETION = Settled.once(Duration.ofSeconds(2), Duration.ofMinutes(20));
    private static final Set<KeyState> GOING = Set.of(KeyState.PENDING_DELETION, KeyState.PENDING_REPLICA_DELETION);

    private final KmsClient kms;
    private final String region;
    private final String id;
    private final Eventually eventually;

    /** @param region where the key is: a replica has the id of its primary */
    LiveKey(KmsClient kms, String region, String id, Eventually eventually) {
        this.kms = kms;
        this.region = region;
        this.id = id;
        this.eventually = eventually.unseen(NOT_FOUND);
    }

    /** Empty when there is no such key, or one whose deletion is scheduled. */
    Optional<KeyMetadata> metadata() {
        return described()
                // It says that it is disabled until it is made; a run that was cut short leaves such a key.
                .map(metadata -> isMade(metadata) ? metadata : ready())
                .filter(metadata -> !GOING.contains(metadata.keyState()));
    }

    boolean isScheduledForDeletion() {
        return described()
                .filter(metadata -> GOING.contains(metadata.keyState()))
                .isPresent();
    }

    private Optional<KeyMetadata> described() {
        return Errors.unless(NOT_FOUND, () -> kms.describeKey(r -> r.keyId(id)).keyMetadata());
    }

    private static boolean isMade(KeyMetadata metadata) {
        return metadata.keyState() != KeyState.CREATING;
    }

    /** Waits until a new key is seen and has left the state Creating. */
    KeyMetadata ready() {
        return eventually.appears(
                VISIBLE,
                "the new key " + id + " to become Enabled",
                () -> described().filter(LiveKey::isMade));
    }

    Value policy() {
        return PolicyDocuments.parse(
                kms.getKeyPolicy(r -> r.keyId(id).policyName("default")).policy());
    }

    void policy(Value policy, boolean bypassLockoutCheck) {
        eventually.retry(
                NOT_FOUND.or(code("MalformedPolicyDocumentException")),
                VISIBLE,
                "the principals in the key policy to be known to KMS",
                () -> kms.putKeyPolicy(r -> r.keyId(id)
                        .policyName("default")
                        .policy(PolicyDocuments.text(policy))
                        .bypassPolicyLockoutSafetyCheck(bypassLockoutCheck)));
        eventually.until(EVERY_SECOND, "the key policy to take effect", () -> PolicyDocuments.same(policy(), policy));
    }

    Map<String, String> tags() {
        var tags = kms.listResourceTagsPaginator(r -> r.keyId(id)).stream()
                .flatMap(page -> page.tags().stream())
                .toList();
        return Tags.fromSdk(tags);
    }

    /** Tells whether the key bears the ownership tag. One that we may not look at, or that has just gone, does not. */
    boolean isMarked(Call call) {
        return Errors.unless(
                        NOT_FOUND.or(code("AccessDeniedException")),
                        () -> kms.listResourceTagsPaginator(r -> r.keyId(id)).stream()
                                .flatMap(page -> page.tags().stream())
                                .anyMatch(tag -> tag.tagKey().equals(Call.OWNERSHIP_TAG)
                                        && tag.tagValue().equals(Tags.ownership(call))))
                .orElse(false);
    }

    void tags(Map<String, String> wanted) {
        Tags.change(
                tags(),
                wanted,
                keys -> kms.untagResource(r -> r.keyId(id).tagKeys(keys)),
                tags -> kms.tagResource(r -> r.keyId(id).tags(Tags.toSdk(tags, Tag::builder))));
        eventually.until(EVERY_SECOND, "the key's tags to settle", () -> tags().equals(wanted));
    }

    void description(String text) {
        kms.updateKeyDescription(r -> r.keyId(id).description(text));
        eventually.until(
                DESCRIPTION,
                "the key's description to change",
                () -> metadata()
                        .filter(metadata -> text.equals(metadata.description()))
                        .isPresent());
    }

    void enabled(boolean wanted) {
        eventually.retry(NOT_FOUND, VISIBLE, "the key " + id + " to be seen", () -> {
            if (wanted) {
                kms.enableKey(r -> r.keyId(id));
            } else {
                kms.disableKey(r -> r.keyId(id));
            }
        });
        eventually.until(
                STATE,
                "the key to become " + (wanted ? "Enabled" : "Disabled"),
                () -> metadata()
                        .filter(metadata -> metadata.enabled() == wanted)
                        .isPresent());
    }

    /** {@code enabled}, and {@code periodInDays} while it is on. Only symmetric keys made by KMS can rotate. */
    Value.Map rotation() {
        return Errors.unless(
                        code("UnsupportedOperationException", "UnsupportedOperation"),
                        () -> kms.getKeyRotationStatus(r -> r.keyId(id)))
                .map(LiveKey::rotation)
                .orElse(new Value.Map(Map.of("enabled", Value.of(false))));
    }

    private static Value.Map rotation(GetKeyRotationStatusResponse status) {
        var rotation = new Value.Map(Map.of("enabled", Value.of(status.keyRotationEnabled())));
        return Optional.ofNullable(status.rotationPeriodInDays())
                .filter(_ -> status.keyRotationEnabled())
                .map(days -> rotation.with("periodInDays", Value.of(days)))
                .orElse(rotation);
    }

    void rotation(Value.Map wanted) {
        var metadata = eventually.appears(VISIBLE, "the key " + id + " to be seen", this::metadata);
        if (!metadata.enabled()) {
            throw ProviderException.of(
                            Kind.INVALID, "DisabledException", "The rotation of a disabled key cannot be changed.")
                    .about("rotation")
                    .hint("Set `enabled: true` while the rotation is changed.");
        }
        eventually.retry(NOT_FOUND.or(code("DisabledException")), ROTATION, "the key to accept rotation", () -> {
            if (wanted.bool("enabled").orElse(false)) {
                kms.enableKeyRotation(r -> r.keyId(id)
                        .rotationPeriodInDays(wanted.integer("periodInDays").orElse(null)));
            } else {
                kms.disableKeyRotation(r -> r.keyId(id));
            }
        });
        eventually.until(EVERY_SECOND, "the key's rotation to change", () -> rotates(rotation(), wanted));
    }

    private static boolean rotates(Value.Map live, Value.Map wanted) {
        var period = wanted.integer("periodInDays");
        return live.bool("enabled").equals(wanted.bool("enabled"))
                && (period.isEmpty() || !live.has("periodInDays") || period.equals(live.integer("periodInDays")));
    }

    /**
     * Schedules the deletion; that the key is going already is success.
     *
     * @param days 7 to 30
     * @return what became of it, for a person
     */
    String scheduleDeletion(int days) {
        eventually.removed(
                NOT_FOUND,
                () -> Errors.ignoring(
                        code("KMSInvalidStateException").and(Errors.saying("pending")),
                        () -> eventually.retry(
                                code("KMSInvalidStateException").and(Errors.saying("creating")),
                                VISIBLE,
                                "the new key " + id + " to become Enabled",
                                () -> kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(days)))));
        eventually.until(
                DELETION,
                "the deletion of the key to be scheduled",
                () -> metadata().isEmpty());
        return described().map(this::fate).orElse("the key is gone");
    }

    private String fate(KeyMetadata metadata) {
        var until = Optional.ofNullable(metadata.deletionDate())
                .map(date -> "will be deleted on " + date.toString().substring(0, "2026-01-31".length()))
                .orElse("will be deleted "
                        + Optional.ofNullable(metadata.pendingDeletionWindowInDays())
                                .orElse(30) + " days after its last replica");
        return "the key " + until + "; until then `aws kms cancel-key-deletion --region " + region + " --key-id " + id
                + "` brings it back, disabled";
    }
}
