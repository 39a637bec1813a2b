package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

/** Enabling, disabling and deletion of keys. See behaviour.md#kms-key-deletion. */
final class KeyStateChanges extends KmsPart {

    private static final int LONGEST_WINDOW = 30;

    KeyStateChanges(World world) {
        super(world);
    }

    @Override
    public EnableKeyResponse enableKey(EnableKeyRequest request) {
        var key = filled(request.keyId());
        save(key, key.document().with("state", Value.of("Enabled")));
        return EnableKeyResponse.builder().build();
    }

    @Override
    public DisableKeyResponse disableKey(DisableKeyRequest request) {
        var key = filled(request.keyId());
        save(key, key.document().with("state", Value.of("Disabled")));
        return DisableKeyResponse.builder().build();
    }

    @Override
    public ScheduleKeyDeletionResponse scheduleKeyDeletion(ScheduleKeyDeletionRequest request) {
        var key = usable(request.keyId());
        var days = Optional.ofNullable(request.pendingWindowInDays()).orElse(LONGEST_WINDOW);
        var document = key.document().with("deletionWindow", Value.of(days));
        // A primary waits for its replicas to be really deleted; only then its own window starts.
        var date = world.now().plus(Duration.ofDays(days));
        document = key.replicas().isEmpty()
                ? document.with("state", Value.of("PendingDeletion")).with("deletionDate", Value.of(date.toString()))
                : document.with("state", Value.of("PendingReplicaDeletion"))
                        .with("deletionAsked", Value.of(world.now().toString()));
        save(key, document);
        var now = world.keys().of(document);
        var response = ScheduleKeyDeletionResponse.builder()
                .keyId(key.arn())
                .keyState(now.state())
                .pendingWindowInDays(days);
        now.deletionDate().ifPresent(response::deletionDate);
        return response.build();
    }

    @Override
    public CancelKeyDeletionResponse cancelKeyDeletion(CancelKeyDeletionRequest request) {
        var key = changeable(request.keyId());
        if (!key.state().startsWith("Pending") || key.state().equals("PendingImport")) {
            throw invalidState(key, "is not pending deletion.");
        }
        save(
                key,
                key.document()
                        .without("deletionDate")
                        .without("deletionAsked")
                        .without("deletionWindow")
                        .with("state", Value.of("Disabled")));
        return CancelKeyDeletionResponse.builder().keyId(key.arn()).build();
    }
}
