package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.error.Errors.saying;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.ExistingObject;
import dev.setpoint.provider.aws.s3.configuration.RuleIds;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;

/** The whole replication configuration of a bucket. See behaviour.md#s3-replication. */
public final class Replication implements ResourceType {

    private static final String BUCKET = "bucket";
    private static final String ROLE = "role";
    private static final String RULES = "rules";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Settled SHOWN = new Settled(3, Duration.ofSeconds(2), PATIENCE);
    private static final Predicate<ProviderException> GONE =
            code("ReplicationConfigurationNotFoundError", "NoSuchBucket");
    /** Buckets and their versioning may be younger than what S3 knows of them. */
    private static final Predicate<ProviderException> PASSING = code("NoSuchBucket", "OperationAborted")
            .or(code("InvalidRequest")
                    .and(saying("Versioning must be 'Enabled' on the bucket")
                            .or(saying("Destination bucket must have versioning enabled"))));

    private final Aws aws;

    public Replication(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var bucket = BucketName.of(desired, BUCKET);
        if (configuration(bucket, call).isPresent()) {
            throw ExistingObject.refusal(
                            "ReplicationConfigurationExists",
                            "The bucket " + bucket + " is replicated already, and this stack did not set that up.")
                    .about(BUCKET)
                    .hint("A bucket has one replication configuration only. To manage it here, write `import: " + bucket
                            + "` in its block.");
        }
        return put(bucket, desired, call);
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return configuration(id.value(), call).map(configuration -> properties(id.value(), configuration));
    }

    private Optional<ReplicationConfiguration> configuration(String bucket, Call call) {
        return Errors.unless(
                GONE,
                () -> aws.s3(call).getBucketReplication(r -> r.bucket(bucket)).replicationConfiguration());
    }

    private static Value.Map properties(String bucket, ReplicationConfiguration configuration) {
        var entries = new LinkedHashMap<String, Value>();
        entries.put(BUCKET, Value.of(bucket));
        entries.put(ROLE, Value.of(configuration.role()));
        entries.put(RULES, ReplicationRules.toValue(configuration.rules()));
        return new Value.Map(entries);
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return put(id.value(), update.desired(), call);
    }

    private Value.Map put(String bucket, Value.Map desired, Call call) {
        var role = text(desired, ROLE);
        var rules = desired.list(RULES);
        var wanted = ReplicationConfiguration.builder()
                .role(role)
                .rules(ReplicationRules.toS3(named(bucket, rules, call)))
                .build();
        var eventually = aws.eventually(call);
        eventually.retry(
                PASSING,
                PATIENCE,
                "S3 to know the versioning of " + bucket + " and its destinations",
                () -> aws.s3(call).putBucketReplication(r -> r.bucket(bucket).replicationConfiguration(wanted)));
        call.identified(new Identity(bucket));
        var live = eventually.shown(
                SHOWN,
                "the replication of " + bucket + " to show",
                () -> configuration(bucket, call),
                found -> found.filter(c -> c.role().equals(role))
                        .filter(c -> RuleIds.same(
                                rules, ReplicationRules.toValue(c.rules()).items(), ReplicationRules::normal))
                        .isPresent());
        return live.map(found -> properties(bucket, found)).orElse(Value.Map.EMPTY.with(BUCKET, Value.of(bucket)));
    }

    private List<Value> named(String bucket, List<Value> rules, Call call) {
        if (!RuleIds.areMissing(rules)) {
            return rules;
        }
        var live = configuration(bucket, call)
                .map(found -> ReplicationRules.toValue(found.rules()).items())
                .orElse(List.of());
        return RuleIds.named(rules, live, ReplicationRules::normal);
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call).removed(GONE, () -> aws.s3(call).deleteBucketReplication(r -> r.bucket(id.value())));
        aws.eventually(call)
                .until(
                        SHOWN,
                        "the replication of " + id + " to end",
                        () -> configuration(id.value(), call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var bucket = BucketName.of(desired, BUCKET);
        return configuration(bucket, call).map(_ -> new Identity(bucket));
    }
}
