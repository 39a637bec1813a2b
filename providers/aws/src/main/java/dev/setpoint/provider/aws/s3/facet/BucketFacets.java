package dev.setpoint.provider.aws.s3.facet;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.facet.named.Analytics;
import dev.setpoint.provider.aws.s3.facet.named.IntelligentTiering;
import dev.setpoint.provider.aws.s3.facet.named.Inventory;
import dev.setpoint.provider.aws.s3.facet.named.Metrics;
import dev.setpoint.provider.aws.wait.Eventually;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * All facets of one bucket, written one at a time, since parallel writes to one bucket provoke
 * {@code OperationAborted}. See behaviour.md#s3-bucket-calls, behaviour.md#s3-bucket-retries.
 */
public final class BucketFacets {

    /** All facets in the order in which they must be written: a new facet is added here and nowhere else. */
    private static final List<BucketFacet> IN_ORDER = List.of(
            new BucketTags(),
            new PublicAccessBlock(),
            new ObjectOwnership(),
            new CannedAcl(),
            new Grants(),
            new Versioning(),
            new Encryption(),
            new AccessLogging(),
            new Lifecycle(),
            new ObjectLocking(),
            new Notification(),
            new CrossOrigin(),
            new Website(),
            new Acceleration(),
            new RequestPayment(),
            new Inventory(),
            new Analytics(),
            new Metrics(),
            new IntelligentTiering());

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

    /** Every property as a new bucket has it. */
    public static Value.Map untouched() {
        var values = new LinkedHashMap<String, Value>();
        IN_ORDER.forEach(facet -> values.put(facet.property(), facet.untouched()));
        return new Value.Map(values);
    }

    /** Reads the wanted facets. */
    public Map<String, Value> read(PropertySet wanted) {
        var values = new LinkedHashMap<String, Value>();
        for (var facet : IN_ORDER) {
            if (wanted.contains(facet.property())) {
                values.putAll(eventually.agreeing(
                        facet.believed(), "two equal answers about " + facet.property(), () -> read(facet)));
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

    /**
     * Touches what changes, and returns everything desired as it then is. What goes, goes first: an ACL, for example,
     * before the ownership that allows none.
     */
    public Map<String, Value> update(Update update) {
        var values = new LinkedHashMap<String, Value>();
        IN_ORDER.stream()
                .filter(facet -> update.removed().contains(facet.property()))
                .filter(facet ->
                        facet.replacedBy().filter(update.desired()::has).isEmpty())
                .forEach(facet -> write(facet, () -> facet.remove(s3, bucket)));
        for (var facet : IN_ORDER) {
            var property = facet.property();
            var desired = update.desired().get(property);
            if (update.changed().contains(property) && desired.isPresent()) {
                put(facet, desired.get(), values);
            } else if (desired.isPresent()) {
                keep(facet, update.live(), values);
            }
        }
        return values;
    }

    private static void keep(BucketFacet facet, Value.Map live, Map<String, Value> values) {
        Stream.concat(Stream.of(facet.property()), facet.outputs().stream())
                .forEach(name -> live.get(name).ifPresent(value -> values.put(name, value)));
    }

    private void put(BucketFacet facet, Value desired, Map<String, Value> values) {
        write(facet, () -> facet.put(s3, bucket, desired));
        values.putAll(eventually.shown(
                facet.written(),
                facet.property() + " of " + bucket + " to show",
                () -> read(facet),
                live -> Optional.ofNullable(live.get(facet.property()))
                        .filter(value -> facet.shows(value, desired))
                        .isPresent()));
    }

    private void write(BucketFacet facet, Runnable change) {
        eventually.retry(PASSING.or(facet.passing()), PATIENCE, toAccept(facet), change);
    }

    private Map<String, Value> read(BucketFacet facet) {
        return eventually.retry(
                PASSING, PATIENCE, "the bucket " + bucket + " to be known", () -> facet.values(s3, bucket));
    }

    private String toAccept(BucketFacet facet) {
        return "the bucket " + bucket + " to accept " + facet.property();
    }
}
