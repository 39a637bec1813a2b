package dev.setpoint.provider.aws.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.s3.configuration.RuleFilter;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Destination;
import software.amazon.awssdk.services.s3.model.OwnerOverride;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleFilter;

/**
 * Replication rules between the schema's words and S3's second schema, the one with a filter.
 * See behaviour.md#s3-replication.
 */
final class ReplicationRules {

    private static final String ENABLED = "Enabled";
    private static final String DISABLED = "Disabled";
    private static final String MODIFICATIONS = "replicaModifications";
    private static final String METRICS = "metrics";
    /** The only time S3 promises. */
    private static final int MINUTES = 15;

    private ReplicationRules() {}

    static List<ReplicationRule> toS3(List<Value> rules) {
        return rules.stream().map(rule -> toS3((Value.Map) rule.revealedDeep())).toList();
    }

    private static ReplicationRule toS3(Value.Map rule) {
        var filter = RuleFilter.of(rule.map("filter")).toS3();
        var result = ReplicationRule.builder()
                .status(rule.string("status").orElse(ENABLED))
                .priority(rule.integer("priority").orElse(0))
                .filter(SdkShapes.PLAIN.build(ReplicationRuleFilter.builder(), filter))
                .deleteMarkerReplication(
                        d -> d.status(rule.string("deleteMarkerReplication").orElse(DISABLED)))
                .destination(destination(rule.map("destination")));
        rule.string("id").ifPresent(result::id);
        var encrypted = encryptedObjects(rule);
        var modifications = rule.string(MODIFICATIONS).filter(ENABLED::equals);
        if (encrypted.isPresent() || modifications.isPresent()) {
            result.sourceSelectionCriteria(criteria -> {
                encrypted.ifPresent(status -> criteria.sseKmsEncryptedObjects(o -> o.status(status)));
                modifications.ifPresent(status -> criteria.replicaModifications(m -> m.status(status)));
            });
        }
        return result.build();
    }

    /** A rule as a read shows it. */
    static Value normal(Value rule) {
        return toValue(toS3((Value.Map) rule.revealedDeep()));
    }

    /** S3 refuses a key for the copies without a word on encrypted objects: naming one means copying them. */
    private static Optional<String> encryptedObjects(Value.Map rule) {
        return rule.string("sseKmsEncryptedObjects")
                .or(() -> rule.map("destination").string("replicaKmsKey").map(_ -> ENABLED));
    }

    private static Destination destination(Value.Map wanted) {
        var destination = Destination.builder();
        wanted.string("bucket").ifPresent(destination::bucket);
        wanted.string("storageClass").ifPresent(destination::storageClass);
        wanted.string("account").ifPresent(destination::account);
        wanted.string("replicaKmsKey")
                .ifPresent(key -> destination.encryptionConfiguration(e -> e.replicaKmsKeyID(key)));
        if (wanted.bool("overrideOwner").orElse(false)) {
            destination.accessControlTranslation(t -> t.owner(OwnerOverride.DESTINATION));
        }
        if (wanted.bool("replicationTime").orElse(false)) {
            // S3 promises no time without telling how it is kept.
            destination
                    .replicationTime(t -> t.status(ENABLED).time(v -> v.minutes(MINUTES)))
                    .metrics(m -> m.status(ENABLED).eventThreshold(v -> v.minutes(MINUTES)));
        } else if (wanted.bool(METRICS).orElse(false)) {
            destination.metrics(m -> m.status(ENABLED));
        }
        return destination.build();
    }

    static Value.List toValue(List<ReplicationRule> rules) {
        return Value.of(rules.stream().map(ReplicationRules::toValue).toList());
    }

    private static Value.Map toValue(ReplicationRule rule) {
        var entries = new LinkedHashMap<String, Value>();
        text(entries, "id", rule.id());
        text(entries, "status", rule.statusAsString());
        entries.put("priority", Value.of(Optional.ofNullable(rule.priority()).orElse(0)));
        entries.put("filter", RuleFilter.fromS3(SdkShapes.PLAIN.toValue(rule)).toValue());
        entries.put(
                "deleteMarkerReplication",
                Value.of(Optional.ofNullable(rule.deleteMarkerReplication())
                        .flatMap(d -> Optional.ofNullable(d.statusAsString()))
                        .orElse(DISABLED)));
        entries.put(
                "sseKmsEncryptedObjects",
                Value.of(Optional.ofNullable(rule.sourceSelectionCriteria())
                        .flatMap(c -> Optional.ofNullable(c.sseKmsEncryptedObjects()))
                        .flatMap(o -> Optional.ofNullable(o.statusAsString()))
                        .orElse(DISABLED)));
        entries.put(
                MODIFICATIONS,
                Value.of(Optional.ofNullable(rule.sourceSelectionCriteria())
                        .flatMap(c -> Optional.ofNullable(c.replicaModifications()))
                        .flatMap(m -> Optional.ofNullable(m.statusAsString()))
                        .orElse(DISABLED)));
        entries.put("destination", toValue(rule.destination()));
        return new Value.Map(entries);
    }

    private static Value.Map toValue(Destination destination) {
        var entries = new LinkedHashMap<String, Value>();
        text(entries, "bucket", destination.bucket());
        text(entries, "storageClass", destination.storageClassAsString());
        text(entries, "account", destination.account());
        Optional.ofNullable(destination.encryptionConfiguration())
                .flatMap(e -> Optional.ofNullable(e.replicaKmsKeyID()))
                .ifPresent(key -> entries.put("replicaKmsKey", Value.of(key)));
        entries.put("overrideOwner", Value.of(destination.accessControlTranslation() != null));
        entries.put(
                "replicationTime",
                Value.of(Optional.ofNullable(destination.replicationTime())
                        .map(t -> ENABLED.equals(t.statusAsString()))
                        .orElse(false)));
        entries.put(
                METRICS,
                Value.of(Optional.ofNullable(destination.metrics())
                        .map(m -> ENABLED.equals(m.statusAsString()))
                        .orElse(false)));
        return new Value.Map(entries);
    }

    private static void text(Map<String, Value> entries, String name, @Nullable String value) {
        if (value != null) {
            entries.put(name, Value.of(value));
        }
    }
}
