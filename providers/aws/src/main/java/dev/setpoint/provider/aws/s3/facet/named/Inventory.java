package dev.setpoint.provider.aws.s3.facet.named;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.s3.configuration.RuleFilter;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.LinkedHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.InventoryConfiguration;

/** Lists of what is in the bucket, written to a bucket every day or week. See behaviour.md#s3-named-configurations. */
public final class Inventory implements NamedConfigurations {

    private static final String ENABLED = "enabled";
    private static final String DESTINATION = "destination";
    private static final String ENCRYPTION = "encryption";
    private static final String ACCOUNT = "account";
    private static final String SCHEDULE = "schedule";

    @Override
    public String property() {
        return "inventory";
    }

    @Override
    public Page page(S3Client s3, String bucket, @Nullable String token) {
        var answer = s3.listBucketInventoryConfigurations(r -> r.bucket(bucket).continuationToken(token));
        return Page.of(answer.inventoryConfigurationList(), answer.isTruncated(), answer.nextContinuationToken());
    }

    @Override
    public void put(S3Client s3, String bucket, String id, Value.Map configuration) {
        var wanted = SdkShapes.PLAIN.build(InventoryConfiguration.builder(), toS3(configuration));
        s3.putBucketInventoryConfiguration(r -> r.bucket(bucket).id(id).inventoryConfiguration(wanted));
    }

    @Override
    public void delete(S3Client s3, String bucket, String id) {
        s3.deleteBucketInventoryConfiguration(r -> r.bucket(bucket).id(id));
    }

    @Override
    public Value.Map toS3(Value.Map ours) {
        var entries =
                new LinkedHashMap<>(ours.without(ENABLED).without(DESTINATION).entries());
        entries.put("isEnabled", ours.get(ENABLED).orElse(Value.of(true)));
        entries.computeIfPresent(SCHEDULE, (_, frequency) -> Value.Map.EMPTY.with("frequency", frequency));
        entries.put(DESTINATION, Value.Map.EMPTY.with("s3BucketDestination", destination(ours.map(DESTINATION))));
        if (ours.map("filter").string("prefix").orElse("").isEmpty()) {
            entries.remove("filter");
        }
        return new Value.Map(entries);
    }

    private static Value.Map destination(Value.Map ours) {
        var entries = new LinkedHashMap<>(ours.without(ACCOUNT).entries());
        ours.get(ACCOUNT).ifPresent(account -> entries.put("accountId", account));
        entries.computeIfPresent(ENCRYPTION, (_, encryption) -> encryption(((Value.Map) encryption)));
        return new Value.Map(entries);
    }

    private static Value encryption(Value.Map ours) {
        return ours.get("kmsKey")
                .map(key -> Value.Map.EMPTY.with("ssekms", Value.Map.EMPTY.with("keyId", key)))
                .orElse(Value.Map.EMPTY.with("sses3", Value.Map.EMPTY));
    }

    @Override
    public Value.Map fromS3(Value.Map plain) {
        var entries = new LinkedHashMap<>(plain.without("isEnabled").entries());
        plain.get("isEnabled").ifPresent(enabled -> entries.put(ENABLED, enabled));
        plain.map(SCHEDULE).get("frequency").ifPresent(frequency -> entries.put(SCHEDULE, frequency));
        var live = plain.map(DESTINATION).map("s3BucketDestination");
        var destination = new LinkedHashMap<>(live.without("accountId").entries());
        live.get("accountId").ifPresent(account -> destination.put(ACCOUNT, account));
        destination.computeIfPresent(ENCRYPTION, (_, encryption) -> encrypted((Value.Map) encryption));
        entries.put(DESTINATION, new Value.Map(destination));
        entries.put("filter", RuleFilter.fromS3(plain).toValue());
        return new Value.Map(entries);
    }

    private static Value encrypted(Value.Map plain) {
        return plain.map("ssekms")
                .get("keyId")
                .map(key ->
                        Value.Map.EMPTY.with("algorithm", Value.of("aws:kms")).with("kmsKey", key))
                .orElse(Value.Map.EMPTY.with("algorithm", Value.of("AES256")));
    }

    /** The bucket that gets the lists may be younger than what S3 knows of it. */
    @Override
    public Predicate<ProviderException> passing() {
        return code("InvalidS3DestinationBucket");
    }
}
