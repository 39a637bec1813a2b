package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Key;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;

/** Rotation of key material. See behaviour.md#kms-key-defaults, behaviour.md#kms-key-limits. */
final class KeyRotation extends KmsPart {

    private static final int USUAL_PERIOD = 365;
    private static final int MOST_ON_DEMAND = 25;

    KeyRotation(World world) {
        super(world);
    }

    @Override
    public EnableKeyRotationResponse enableKeyRotation(EnableKeyRotationRequest request) {
        var key = rotatable(request.keyId());
        var period = Optional.ofNullable(request.rotationPeriodInDays())
                .orElse(key.document().map("rotation").integer("period").orElse(USUAL_PERIOD));
        save(
                key,
                key.document()
                        .with(
                                "rotation",
                                Value.Map.EMPTY
                                        .with("period", Value.of(period))
                                        .with("since", Value.of(world.now().toString()))));
        return EnableKeyRotationResponse.builder().build();
    }

    @Override
    public DisableKeyRotationResponse disableKeyRotation(DisableKeyRotationRequest request) {
        var key = rotatable(request.keyId());
        save(key, key.document().without("rotation"));
        return DisableKeyRotationResponse.builder().build();
    }

    @Override
    public GetKeyRotationStatusResponse getKeyRotationStatus(GetKeyRotationStatusRequest request) {
        var key = key(request.keyId());
        if (!key.symmetricEncryption()) {
            throw unsupported(key);
        }
        // Rotation belongs to the primary, whose status a replica shares.
        var rotation = key.primary().document().map("rotation");
        var on = rotation.has("period") && !key.state().startsWith("Pending");
        var response = GetKeyRotationStatusResponse.builder().keyId(key.arn()).keyRotationEnabled(on);
        if (on) {
            var period = rotation.integer("period").orElse(USUAL_PERIOD);
            response.rotationPeriodInDays(period)
                    .nextRotationDate(rotation.string("since")
                            .map(Instant::parse)
                            .orElse(world.now())
                            .plus(Duration.ofDays(period)));
        }
        return response.build();
    }

    @Override
    public RotateKeyOnDemandResponse rotateKeyOnDemand(RotateKeyOnDemandRequest request) {
        var key = rotatable(request.keyId());
        var done = key.document().integer("rotationsOnDemand").orElse(0);
        if (done >= MOST_ON_DEMAND) {
            throw refusal("LimitExceededException", "On-demand rotation was used " + MOST_ON_DEMAND + " times.");
        }
        save(key, key.document().with("rotationsOnDemand", Value.of(done + 1L)));
        return RotateKeyOnDemandResponse.builder().keyId(key.arn()).build();
    }

    private Key rotatable(String reference) {
        var key = usable(reference);
        if (!key.symmetricEncryption() || key.replica() || !key.text("origin").equals("AWS_KMS")) {
            throw unsupported(key);
        }
        return enabled(reference);
    }

    private static RuntimeException unsupported(Key key) {
        return refusal(
                "UnsupportedOperationException",
                key.replica()
                        ? key.arn() + " is a multi-region replica key: rotation is set on its primary."
                        : key.arn() + " origin is " + key.text("origin") + " and spec is " + key.text("keySpec")
                                + " which is not valid for this operation.");
    }
}
