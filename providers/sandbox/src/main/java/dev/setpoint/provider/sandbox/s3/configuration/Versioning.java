package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.Submission;
import dev.setpoint.provider.sandbox.world.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Versioning, which cannot be suspended under object lock and replication. See behaviour.md#s3-versioning. */
final class Versioning {

    private static final String STATUS = "status";

    private static final List<Check> CHECKS = List.of(
            Check.oneOf(
                            "mfaDelete",
                            Set.of("Disabled"),
                            new Refusal(
                                    Service.S3,
                                    "AccessDenied",
                                    403,
                                    "This operation may only be performed by the bucket owner with MFA"))
                    .whenPresent(),
            Check.required(
                    STATUS,
                    new Refusal(
                            Service.S3,
                            "IllegalVersioningConfigurationException",
                            400,
                            "The Versioning element must be specified")),
            Check.oneOf(STATUS, Set.of("Enabled", "Suspended"), S3Refusals.MALFORMED_XML));

    private Versioning() {}

    static Value.Map accepted(Submission submission) {
        var versioning = submission.content().orElse(Value.Map.EMPTY);
        Check.all(CHECKS, versioning);
        var status = versioning.string(STATUS);
        if (status.equals(Optional.of("Suspended"))) {
            checkSuspendable(new S3Buckets(submission.world()), submission.text("bucket"));
        }
        return Value.Map.EMPTY.with(STATUS, Value.of(status.orElse("")));
    }

    private static void checkSuspendable(S3Buckets buckets, String bucket) {
        if (buckets.configuration(bucket, ObjectLock.NAME).isPresent()) {
            throw S3Refusals.refusal(
                    "InvalidBucketState",
                    409,
                    "An Object Lock configuration is present on this bucket, so the versioning state cannot be"
                            + " changed.");
        }
        if (buckets.configuration(bucket, Replication.NAME).isPresent()) {
            throw S3Refusals.refusal(
                    "InvalidBucketState",
                    409,
                    "A replication configuration is present on this bucket, so the versioning state cannot be"
                            + " changed.");
        }
    }
}
