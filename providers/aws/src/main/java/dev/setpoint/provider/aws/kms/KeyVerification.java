package dev.setpoint.provider.aws.kms;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Verification;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Checks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/**
 * Proof that a key, primary or replica, is usable, is not scheduled for deletion, and rotates.
 * See behaviour.md#kms-key.
 */
public final class KeyVerification implements Verification {

    private static final int DATE = "2026-01-31".length();

    private final Aws aws;

    public KeyVerification(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Check> verify(Subject subject, Call call, Call afterwards) {
        var checks = new Checks();
        var id = KeyProperties.id(subject.object().identity().value());
        var kms = aws.kms(call);
        try {
            var metadata = kms.describeKey(r -> r.keyId(id)).keyMetadata();
            var properties = subject.object().properties();
            checks.add(state(metadata, KeyProperties.enabled(properties)));
            checks.add(deletion(metadata));
            if (properties.has("rotation")) {
                checks.run("rotation", () -> rotation(kms, id, properties.map("rotation")));
            }
        } catch (ProviderException e) {
            checks.add(Checks.of("state", e));
        }
        return checks.all();
    }

    private static Check state(KeyMetadata metadata, boolean wanted) {
        var good = metadata.enabled() == wanted;
        return Check.of(
                "state",
                good,
                metadata.keyStateAsString() + (good ? "" : wanted ? " instead of Enabled" : " instead of Disabled"));
    }

    private static Check deletion(KeyMetadata metadata) {
        var pending = metadata.keyStateAsString().startsWith("Pending")
                && !metadata.keyStateAsString().equals("PendingImport");
        return Check.of(
                "deletion",
                !pending,
                pending
                        ? Optional.ofNullable(metadata.deletionDate())
                                .map(date -> "scheduled for " + day(date))
                                .orElse("scheduled, once its replicas are gone")
                        : "not scheduled");
    }

    private static Check rotation(KmsClient kms, String id, Value.Map declared) {
        var status = kms.getKeyRotationStatus(r -> r.keyId(id));
        var wanted = declared.bool("enabled").orElse(false);
        var on = Boolean.TRUE.equals(status.keyRotationEnabled());
        var period = Optional.ofNullable(status.rotationPeriodInDays());
        if (on != wanted) {
            return Check.fail("rotation", on ? "on, and declared off" : "off, and declared on");
        }
        if (!on) {
            return Check.pass("rotation", "off, as declared");
        }
        var same = declared.integer("periodInDays").isEmpty()
                || period.isEmpty()
                || declared.integer("periodInDays").equals(period);
        return Check.of(
                "rotation",
                same,
                "every %s days%s%s"
                        .formatted(
                                period.map(String::valueOf).orElse("?"),
                                same
                                        ? ""
                                        : " instead of "
                                                + declared.integer("periodInDays")
                                                        .orElse(0),
                                Optional.ofNullable(status.nextRotationDate())
                                        .map(date -> ", next on " + day(date))
                                        .orElse("")));
    }

    private static String day(Instant date) {
        return date.toString().substring(0, DATE);
    }
}
