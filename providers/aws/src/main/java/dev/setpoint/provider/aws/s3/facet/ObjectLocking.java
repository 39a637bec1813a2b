package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.configuration.NotConfigured;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRule;

/**
 * Object lock: it can be switched on at any time and never off; what can go is the retention of new objects.
 * See behaviour.md#s3-object-lock.
 */
final class ObjectLocking implements BucketFacet {

    private static final String RETENTION = "defaultRetention";

    @Override
    public String property() {
        return "objectLock";
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return Errors.unless(
                        NotConfigured.as("ObjectLockConfigurationNotFoundError", "ObjectLockConfigurationNotFound"),
                        () -> s3.getObjectLockConfiguration(r -> r.bucket(bucket))
                                .objectLockConfiguration())
                .map(lock -> retention(lock)
                        .map(had -> Value.Map.EMPTY.with(RETENTION, had))
                        .orElse(Value.Map.EMPTY));
    }

    /** Without the one of days and years that is not used, which some answers have as 0. */
    private static Optional<Value.Map> retention(ObjectLockConfiguration lock) {
        return Optional.ofNullable(lock.rule())
                .flatMap(rule -> Optional.ofNullable(rule.defaultRetention()))
                .map(SdkShapes.PLAIN::toValue)
                .map(had -> without(without(had, "days"), "years"));
    }

    private static Value.Map without(Value.Map retention, String unit) {
        return retention.integer(unit).filter(count -> count == 0).isPresent() ? retention.without(unit) : retention;
    }

    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        var lock = ObjectLockConfiguration.builder().objectLockEnabled(ObjectLockEnabled.ENABLED);
        var wanted = (Value.Map) desired.revealedDeep();
        if (wanted.has(RETENTION)) {
            lock.rule(SdkShapes.PLAIN.build(
                    ObjectLockRule.builder(), Value.Map.EMPTY.with(RETENTION, wanted.map(RETENTION))));
        }
        s3.putObjectLockConfiguration(r -> r.bucket(bucket).objectLockConfiguration(lock.build()));
    }

    /** The lock itself stays: S3 has no way to take it off. */
    @Override
    public void remove(S3Client s3, String bucket) {
        if (read(s3, bucket).isPresent()) {
            put(s3, bucket, Value.Map.EMPTY);
        }
    }

    /** A retention too many shows that the old answer is still being given. */
    @Override
    public boolean shows(Value live, Value desired) {
        return live.equals(desired.revealedDeep());
    }
}
