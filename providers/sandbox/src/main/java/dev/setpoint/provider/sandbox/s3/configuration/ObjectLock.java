package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Submission;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Object lock of a bucket, which cannot be turned off. See behaviour.md#s3-object-lock. */
public final class ObjectLock {

    public static final String NAME = "objectLock";

    private static final String RETENTION = "defaultRetention";

    private static final List<Check> LOCK =
            List.of(Check.oneOf("objectLockEnabled", Set.of("Enabled"), S3Refusals.MALFORMED_XML));
    private static final List<Check> RULE = List.of(
            Check.required(RETENTION, S3Refusals.MALFORMED_XML),
            Check.oneOf(RETENTION + ".mode", Set.of("GOVERNANCE", "COMPLIANCE"), S3Refusals.MALFORMED_XML));

    private ObjectLock() {}

    /** Returns the retention that new versions get; empty when there is none. */
    public static Value.Map retention(Value.Map lock) {
        return lock.map("rule").map(RETENTION);
    }

    /** Returns the error of a request about locks to a bucket that has none. */
    public static AwsServiceException missing() {
        return S3Refusals.invalidRequest("Bucket is missing Object Lock Configuration");
    }

    static Value.Map accepted(Submission submission) {
        var lock = submission.required(S3Refusals.MALFORMED_XML);
        Check.all(LOCK, lock);
        if (!new S3Buckets(submission.world()).isVersioned(submission.text("bucket"))) {
            throw S3Refusals.refusal(
                    "InvalidBucketState",
                    409,
                    "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
        }
        if (lock.has("rule")) {
            Check.all(RULE, lock.map("rule"));
            checkPeriod(lock.map("rule").map(RETENTION));
        }
        return lock;
    }

    private static void checkPeriod(Value.Map retention) {
        if (retention.has("days") == retention.has("years")) {
            throw S3Refusals.malformedXml();
        }
        if (retention.integer("days").or(() -> retention.integer("years")).orElse(0) < 1) {
            throw S3Refusals.invalidArgument("Default retention period must be a positive integer value.");
        }
    }
}
