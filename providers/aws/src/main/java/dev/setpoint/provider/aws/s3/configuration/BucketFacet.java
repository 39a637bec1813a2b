package dev.setpoint.provider.aws.s3.configuration;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.lifecycle.ReadBack;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One sub-configuration of a bucket: one property of {@code aws.s3.bucket}, with the calls that read and
 * write it. It knows nothing of the others; {@code BucketFacets} adds the waits. See behaviour.md#s3-configurations.
 */
public interface BucketFacet {

    /** The property of {@code aws.s3.bucket}: {@code versioning}. */
    String property();

    /** Reads the configuration in the schema's words; empty when there is none. */
    Optional<Value> read(S3Client s3, String bucket);

    /** Outputs that the same call tells, by name. */
    default Set<String> outputs() {
        return Set.of();
    }

    /** The property, unless it is not configured, and the outputs. */
    default Map<String, Value> values(S3Client s3, String bucket) {
        return read(s3, bucket).map(value -> Map.of(property(), value)).orElse(Map.of());
    }

    /** The property as a new bucket has it; an empty map: not configured. */
    default Value untouched() {
        return Value.Map.EMPTY;
    }

    /** The property that says the same in another way: where it is set, this one need not be put back first. */
    default Optional<String> replacedBy() {
        return Optional.empty();
    }

    /** Writes it whole: S3 replaces, never merges. */
    void put(S3Client s3, String bucket, Value desired);

    /** Puts it back to what a new bucket has. Success when that is so already. */
    void remove(S3Client s3, String bucket);

    /** True when a read shows what was written; members that S3 adds do not count. */
    default boolean shows(Value live, Value desired) {
        return ReadBack.covers(live, desired);
    }

    /** Errors of a write that pass after a while, beyond those that every facet has. */
    default Predicate<ProviderException> passing() {
        return _ -> false;
    }

    /** Condition under which a change is known to have taken effect: behaviour.md#s3-bucket-retries. */
    default Settled written() {
        return Settled.once(Duration.ofSeconds(2), Duration.ofMinutes(2));
    }

    /** Number of reads that must agree before one is believed. */
    default Settled believed() {
        return Settled.once(Duration.ofSeconds(2), Duration.ofMinutes(2));
    }
}
