package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.world.Key;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.MultiRegionConfiguration;
import software.amazon.awssdk.services.kms.model.MultiRegionKey;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;

/** Key metadata as KMS returns it. */
final class KeyMetadataShape {

    private KeyMetadataShape() {}

    static KeyMetadata of(Key key) {
        var state = key.state();
        var metadata = KeyMetadata.builder()
                .awsAccountId(key.accountId())
                .keyId(key.id())
                .arn(key.arn())
                .creationDate(key.instant("createdAt").orElse(Instant.EPOCH))
                .enabled(state.equals("Enabled"))
                .description(key.text("description"))
                .keyUsage(key.text("keyUsage"))
                .keyState(state)
                .origin(key.text("origin"))
                .keyManager(key.managedByAws() ? KeyManagerType.AWS : KeyManagerType.CUSTOMER)
                .keySpec(key.text("keySpec"))
                .multiRegion(key.multiRegion());
        if (state.equals("PendingDeletion")) {
            key.deletionDate().ifPresent(metadata::deletionDate);
        }
        if (state.equals("PendingReplicaDeletion")) {
            key.document().integer("deletionWindow").ifPresent(metadata::pendingDeletionWindowInDays);
        }
        KeyAlgorithms.describe(key, metadata);
        if (KeyAlgorithms.hasOlderName(key)) {
            SdkShapes.PLAIN.fill(
                    metadata, Value.Map.EMPTY.with("customerMasterKeySpec", Value.of(key.text("keySpec"))));
        }
        if (key.symmetricEncryption() && !state.equals("PendingImport") && !state.equals("Creating")) {
            metadata.currentKeyMaterialId(material(key.primary().id()));
        }
        if (key.multiRegion()) {
            metadata.multiRegionConfiguration(configuration(key));
        }
        return metadata.build();
    }

    private static MultiRegionConfiguration configuration(Key key) {
        var primary = key.primary();
        return MultiRegionConfiguration.builder()
                .multiRegionKeyType(key.replica() ? MultiRegionKeyType.REPLICA : MultiRegionKeyType.PRIMARY)
                .primaryKey(named(primary))
                .replicaKeys(
                        primary.replicas().stream().map(KeyMetadataShape::named).toList())
                .build();
    }

    private static MultiRegionKey named(Key key) {
        return MultiRegionKey.builder().arn(key.arn()).region(key.region()).build();
    }

    /** Returns 64 hexadecimal digits that depend only on the key id. */
    private static String material(String keyId) {
        var hash = Optional.of(keyId).map(String::hashCode).orElse(0);
        var text = new StringBuilder();
        for (var i = 0; i < 8; i++) {
            text.append(HexFormat.of().toHexDigits(hash * (i + 31) + i));
        }
        return text.toString();
    }
}
