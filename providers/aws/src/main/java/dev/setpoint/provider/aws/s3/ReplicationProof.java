package dev.setpoint.provider.aws.s3;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Verification;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Checks;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.ReplicationStatus;

/**
 * Proof that an object is copied as the first enabled rule says, under the key it names. See
 * behaviour.md#s3-replication, behaviour.md#multi-region-replication.
 *
 * @param rule as applied
 * @param arriving whether a copy may still come
 */
record ReplicationProof(Value.Map rule, String destinationRegion, Aws aws, Call call, AtomicBoolean arriving) {

    private static final Settled UNTIL_COPIED = Settled.once(Duration.ofSeconds(5), Duration.ofMinutes(20));
    private static final String COPIED = "replication";
    private static final String COPY = "replica's key";

    /** Empty when the stack replicates the bucket nowhere. */
    static Optional<ReplicationProof> of(Verification.Subject subject, Aws aws, Call call) {
        var bucket = subject.object().identity().value();
        return subject.others("aws.s3.replication").stream()
                .filter(other -> other.properties().string("bucket").equals(Optional.of(bucket)))
                .flatMap(other -> other.properties().list("rules").stream())
                .flatMap(item -> item instanceof Value.Map rule ? Stream.of(rule) : Stream.empty())
                .filter(rule -> !rule.string("status").equals(Optional.of("Disabled")))
                .findFirst()
                .map(rule -> new ReplicationProof(
                        rule, region(subject, destination(rule), aws), aws, call, new AtomicBoolean()));
    }

    private static String destination(Value.Map rule) {
        var arn = rule.map("destination").string("bucket").orElse("");
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private static String region(Verification.Subject subject, String bucket, Aws aws) {
        return subject.others("aws.s3.bucket").stream()
                .filter(other -> other.identity().value().equals(bucket))
                .flatMap(other -> other.outputs().string("region").stream())
                .findFirst()
                .orElseGet(aws::region);
    }

    /** Under which an object must be for the rule to apply to it. */
    String prefix() {
        return rule.map("filter").string("prefix").orElse("");
    }

    void run(Canary canary, Checks checks) {
        if (rule.map("filter").has("tags")) {
            checks.add(Check.unchecked(COPIED, "its rule copies objects with certain tags only"));
            return;
        }
        try {
            aws.eventually(call)
                    .until(
                            UNTIL_COPIED,
                            "the test object in " + canary.bucket() + " to be copied",
                            () -> canary.head().replicationStatus() != ReplicationStatus.PENDING);
        } catch (ProviderException e) {
            arriving.set(e.kind() == ProviderException.Kind.TIMEOUT);
            checks.add(
                    arriving.get()
                            ? Check.unchecked(COPIED, "still PENDING when the time was up")
                            : Checks.of(COPIED, e));
            return;
        }
        try {
            var copied = copied(canary);
            checks.add(copied);
            if (copied.verdict() == Check.Verdict.PASS) {
                checks.run(COPY, () -> key(copyOf(canary, call)));
            }
        } catch (ProviderException e) {
            checks.add(Checks.of(COPIED, e));
        }
    }

    private Check copied(Canary canary) {
        var status = Optional.ofNullable(canary.head().replicationStatus());
        var done = status.filter(s -> s == ReplicationStatus.COMPLETED || s == ReplicationStatus.COMPLETE)
                .isPresent();
        return Check.of(
                COPIED,
                done,
                done
                        ? "copied to " + destination(rule)
                        : status.map(s -> "S3 could not copy the object: " + s)
                                .orElse("S3 does not copy the object: no rule applies to it"));
    }

    private Check key(Canary copy) {
        var wanted = rule.map("destination").string("replicaKmsKey");
        var found = Optional.ofNullable(copy.head().ssekmsKeyId());
        return Check.of(
                COPY,
                wanted.isEmpty() || wanted.equals(found),
                wanted.isEmpty() || wanted.equals(found)
                        ? found.orElse("not encrypted with KMS")
                        : found.orElse("no KMS key") + " instead of " + wanted.get());
    }

    /** Something more was written, which S3 may copy as well. */
    void more() {
        arriving.set(true);
    }

    private Canary copyOf(Canary canary, Call by) {
        return new Canary(aws.s3(by, destinationRegion), destination(rule), canary.key());
    }

    /** Deletes the copies, or says where one may still arrive. */
    void cleanUp(Canary canary, Checks checks, Call afterwards) {
        var name = "clean-up of the replica";
        checks.run(name, () -> {
            copyOf(canary, afterwards).delete();
            return arriving.get()
                    ? Check.unchecked(
                            name, "a copy may still arrive in %s: %s".formatted(destination(rule), canary.key()))
                    : Check.pass(name, "every version of the copy is deleted");
        });
    }
}
