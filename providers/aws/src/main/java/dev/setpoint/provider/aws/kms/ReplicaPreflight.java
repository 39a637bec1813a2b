package dev.setpoint.provider.aws.kms;

import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/**
 * Pre-flight look if a replica's region is free: one whose deletion is scheduled holds it until the deletion is final.
 * See behaviour.md#kms-replica-key-deletion.
 */
final class ReplicaPreflight implements Preflight {

    private static final String PRIMARY = "primaryKey";
    private static final int DATE = "2026-01-31".length();

    private final Aws aws;

    ReplicaPreflight(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        var primary = text(what.desired(), PRIMARY);
        if (!what.makes() || primary.isEmpty()) {
            return List.of();
        }
        var id = KeyProperties.id(primary);
        return leaving(what, id, all)
                .map(leaving -> stays(what, id, leaving))
                .or(() -> pending(id, call).map(key -> taken(what, id, key)))
                .stream()
                .toList();
    }

    /** The change of this plan that would delete the replica of this key in this region. */
    private static Optional<PlannedChange> leaving(PlannedChange what, String id, PlannedChanges all) {
        return all.of(what.type()).stream()
                .filter(PlannedChange::deletes)
                .filter(change -> change.identity()
                        .filter(replica -> KeyProperties.id(replica.value()).equals(id))
                        .isPresent())
                .findFirst();
    }

    private Finding stays(PlannedChange what, String id, PlannedChange leaving) {
        var own = leaving.address().equals(what.address());
        var sentence = String.format(
                Locale.ROOT,
                "the replica %s cannot be %s in %s: the old one occupies the region until its deletion is final, %d days later.",
                id,
                own ? "replaced" : "deleted and made anew",
                aws.region(),
                KeyProperties.window(leaving.last()));
        return Finding.obstacle(
                what,
                sentence,
                own
                        ? "Change it in place, or replace its primary key: a new key has another id."
                        : "If it is the same replica, keep it with `moved: [" + leaving.address() + "]`.");
    }

    private Optional<KeyMetadata> pending(String id, Call call) {
        return Errors.unless(
                        LiveKey.NOT_FOUND,
                        () -> aws.kms(call).describeKey(r -> r.keyId(id)).keyMetadata())
                .filter(key -> key.keyState() == KeyState.PENDING_DELETION);
    }

    private Finding taken(PlannedChange what, String id, KeyMetadata key) {
        var until = Optional.ofNullable(key.deletionDate())
                .map(date -> " until " + date.toString().substring(0, DATE))
                .orElse("");
        return Finding.concern(
                        what,
                        "the deletion of the replica %s in %s is scheduled, and the region stays taken%s: apply cancels"
                                        .formatted(id, aws.region(), until)
                                + " the deletion and takes the replica over.",
                        "To cancel it yourself, run `aws kms cancel-key-deletion --region " + aws.region()
                                + " --key-id " + id + "`, and add `import: " + id + "` to the block.")
                .about(PRIMARY);
    }
}
