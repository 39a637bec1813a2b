package dev.setpoint.provider.aws.s3.facet;

import static dev.setpoint.provider.aws.call.Errors.code;

import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.Eventually;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * All facets of one bucket, written one at a time, since parallel writes to one bucket provoke
 * {@code OperationAborted}. AWS-BEHAVIOUR 5a, 5d.
 */
public final class BucketFacets {

    /** In the order in which they must be written: a new facet is added here and nowhere else. */
    private static final List<BucketFacet> IN_ORDER = List.of(
            new BucketTags(),
            new PublicAccessBlock(),
            new ObjectOwnership(),
            new Versioning(),
            new Encryption(),
            new AccessLogging(),
            new Lifecycle());

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** A bucket just made is not known everywhere, nor is a configuration just made when it is changed again. */
    private static final Predicate<ProviderException> PASSING =
            code("NoSuchBucket", "OperationAborted", "NoSuchLifecycleConfiguration");

    private final S3Client s3;
    private final Eventually eventually;
    private final String bucket;

    public BucketFacets(S3Client s3, Eventually eventually, String bucket) {
        this.s3 = s3;
        this.eventually = eventually;
        this.bucket = bucket;
    }

    /** What is wanted, as it is now. */
    public Map<String, Value> read(PropertySet wanted) {
        var values = new LinkedHashMap<String, Value>();
        for (var facet : IN_ORDER) {
            if (wanted.contains(facet.property())) {
                var value = eventually.agreeing(
                        facet.believed(), "two equal answers about " + facet.property(), () -> read(facet));
                value.ifPresent(v -> values.put(facet.property(), v));
            }
        }
        return values;
    }

    /** Configures a new bucket; returns what it then has. */
    public Map<String, Value> configure(Value.Map desired) {
        var values = new LinkedHashMap<String, Value>();
        for (var facet : IN_ORDER) {
            desired.get(facet.property()).ifPresent(value -> put(facet, value, values));
        }
        return values;
    }

    /** Touches what changes, and returns everything desired as it then is. */
    public Map<String, Value> update(Update update) {
        var values = new LinkedHashMap<String, Value>();
        for (var facet : IN_ORDER) {
            var property = facet.property();
            var desired = update.desired().get(property);
            if (update.removed().contains(property)) {
                eventually.retry(PASSING, PATIENCE, toAccept(facet), () -> facet.remove(s3, bucket));
            } else if (update.changed().contains(property) && desired.isPresent()) {
                put(facet, desired.get(), values);
            } else if (desired.isPresent()) {
                update.live().get(property).ifPresent(value -> values.put(property, value));
            }
        }
        return values;
    }

    private void put(BucketFacet facet, Value desired, Map<String, Value> values) {
        eventually.retry(PASSING, PATIENCE, toAccept(facet), () -> facet.put(s3, bucket, desired));
        var live = eventually.shown(
                facet.written(),
                facet.property() + " of " + bucket + " to show",
                () -> read(facet),
                value -> value.filter(v -> facet.shows(v, desired)).isPresent());
        live.ifPresent(value -> values.put(facet.property(), value));
    }

    private Optional<Value> read(BucketFacet facet) {
        return eventually.retry(
                PASSING, PATIENCE, "the bucket " + bucket + " to be known", () -> facet.read(s3, bucket));
    }

    private String toAccept(BucketFacet facet) {
        return "the bucket " + bucket + " to accept " + facet.property();
    }
}
