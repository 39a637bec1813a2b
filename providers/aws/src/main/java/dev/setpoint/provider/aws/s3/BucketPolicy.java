package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.ExistingObject;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Optional;

/** The one policy of a bucket. See behaviour.md#s3-bucket-policy. */
public final class BucketPolicy implements ResourceType {

    private static final String BUCKET = "bucket";
    private static final String POLICY = "policy";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Settled SHOWN = new Settled(3, Duration.ofSeconds(2), PATIENCE);

    private final Aws aws;

    public BucketPolicy(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var bucket = BucketName.of(desired, BUCKET);
        if (live(bucket, call).isPresent()) {
            throw ExistingObject.refusal(
                            "BucketPolicyExists",
                            "The bucket " + bucket + " has a policy already, and this stack did not create it.")
                    .about(BUCKET)
                    .hint("A bucket has one policy only. To manage it here, write `import: " + bucket
                            + "` in its block.");
        }
        return put(bucket, desired, call);
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return live(id.value(), call)
                .map(policy ->
                        Value.Map.EMPTY.with(BUCKET, Value.of(id.value())).with(POLICY, policy));
    }

    /** A bucket that is gone has taken its policy with it. */
    private Optional<Value> live(String bucket, Call call) {
        return Errors.unless(
                code("NoSuchBucketPolicy", "NoSuchBucket"),
                () -> PolicyDocuments.parse(
                        aws.s3(call).getBucketPolicy(r -> r.bucket(bucket)).policy()));
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return put(id.value(), update.desired(), call);
    }

    private Value.Map put(String bucket, Value.Map desired, Call call) {
        var text = PolicyDocuments.text(desired.get(POLICY).orElse(Value.Map.EMPTY));
        var eventually = aws.eventually(call);
        eventually.retry(
                code("MalformedPolicy", "NoSuchBucket", "OperationAborted"),
                PATIENCE,
                "S3 to know everyone the policy of " + bucket + " names",
                () -> aws.s3(call).putBucketPolicy(r -> r.bucket(bucket).policy(text)));
        call.identified(new Identity(bucket));
        var sent = PolicyDocuments.parse(text);
        var live = eventually.shown(
                SHOWN,
                "the policy of " + bucket + " to show",
                () -> live(bucket, call),
                policy -> policy.filter(p -> PolicyDocuments.same(p, sent)).isPresent());
        var properties = Value.Map.EMPTY.with(BUCKET, Value.of(bucket));
        return live.map(policy -> properties.with(POLICY, policy)).orElse(properties);
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call)
                .removed(
                        code("NoSuchBucket", "NoSuchBucketPolicy"),
                        SHOWN,
                        "the policy of " + id,
                        () -> aws.s3(call).deleteBucketPolicy(r -> r.bucket(id.value())),
                        () -> live(id.value(), call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var bucket = BucketName.of(desired, BUCKET);
        return live(bucket, call).map(_ -> new Identity(bucket));
    }
}
