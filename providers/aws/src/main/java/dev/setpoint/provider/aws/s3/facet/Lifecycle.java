package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.ReadBack;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.configuration.NotConfigured;
import dev.setpoint.provider.aws.s3.configuration.RuleIds;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;

/**
 * Rules that move objects to colder storage and delete them: the slowest of all configurations to settle.
 * See behaviour.md#s3-lifecycle.
 */
final class Lifecycle implements BucketFacet {

    private static final String RULES = "rules";
    private static final String MINIMUM_SIZE = "transitionDefaultMinimumObjectSize";

    @Override
    public String property() {
        return "lifecycle";
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return configuration(s3, bucket).map(configuration -> {
            var entries = new LinkedHashMap<String, Value>();
            entries.put(RULES, LifecycleRules.toValue(configuration.rules()));
            Optional.ofNullable(configuration.transitionDefaultMinimumObjectSizeAsString())
                    .ifPresent(size -> entries.put(MINIMUM_SIZE, Value.of(size)));
            return new Value.Map(entries);
        });
    }

    private static Optional<GetBucketLifecycleConfigurationResponse> configuration(S3Client s3, String bucket) {
        return Errors.unless(
                NotConfigured.as("NoSuchLifecycleConfiguration"),
                () -> s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)));
    }

    /** A minimum size the spec does not mention stays as it is: left out of the Put it may go back to the default. */
    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        var lifecycle = (Value.Map) desired.revealedDeep();
        var minimumSize = lifecycle
                .string(MINIMUM_SIZE)
                .or(() -> configuration(s3, bucket)
                        .flatMap(live -> Optional.ofNullable(live.transitionDefaultMinimumObjectSizeAsString())));
        var rules = LifecycleRules.toS3(named(s3, bucket, lifecycle.list(RULES)));
        s3.putBucketLifecycleConfiguration(request -> {
            request.bucket(bucket).lifecycleConfiguration(c -> c.rules(rules));
            minimumSize.ifPresent(request::transitionDefaultMinimumObjectSize);
        });
    }

    /** Gives rules without an id the id of the live rule of the same content: S3 would choose another each time. */
    private static List<Value> named(S3Client s3, String bucket, List<Value> rules) {
        if (!RuleIds.areMissing(rules)) {
            return rules;
        }
        var live = configuration(s3, bucket)
                .map(found -> LifecycleRules.toValue(found.rules()).items())
                .orElse(List.of());
        return RuleIds.named(rules, live, LifecycleRules::normal);
    }

    @Override
    public void remove(S3Client s3, String bucket) {
        s3.deleteBucketLifecycle(r -> r.bucket(bucket));
    }

    /**
     * True when both have the same rules in any order, and the minimum size where the spec has one. The ids that S3
     * chose do not count.
     */
    @Override
    public boolean shows(Value live, Value desired) {
        var wanted = (Value.Map) desired.revealedDeep();
        var found = (Value.Map) live;
        return RuleIds.same(wanted.list(RULES), found.list(RULES), LifecycleRules::normal)
                && ReadBack.covers(found, wanted.without(RULES));
    }

    @Override
    public Settled written() {
        return new Settled(3, Duration.ofSeconds(10), Duration.ofMinutes(3));
    }

    @Override
    public Settled believed() {
        return new Settled(2, Duration.ofSeconds(5), Duration.ofMinutes(2));
    }
}
