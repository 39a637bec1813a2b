package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Submission;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Server access logging. A request without it turns it off. See behaviour.md#s3-access-logs. */
final class AccessLogs {

    private static final List<Check> CHECKS = List.of(Check.required("targetPrefix", S3Refusals.MALFORMED_XML));

    private static final List<Check> KEY_FORMAT =
            List.of(Check.size("targetObjectKeyFormat", 1, 1, S3Refusals.MALFORMED_XML));
    private static final List<Check> PARTITIONS = List.of(Check.oneOf(
                    "targetObjectKeyFormat.partitionedPrefix.partitionDateSource",
                    Set.of("EventTime", "DeliveryTime"),
                    S3Refusals.MALFORMED_XML)
            .whenPresent());

    private AccessLogs() {}

    static Optional<Value.Map> accepted(Submission submission) {
        submission.content().ifPresent(logging -> {
            Check.all(CHECKS, logging);
            if (logging.has("targetObjectKeyFormat")) {
                Check.all(KEY_FORMAT, logging);
                Check.all(PARTITIONS, logging);
            }
            checkTarget(logging, submission.world());
        });
        return submission.content();
    }

    private static void checkTarget(Value.Map logging, World world) {
        var target = logging.string("targetBucket").orElse("");
        var region = world.buckets().region(target);
        if (region.isEmpty()) {
            throw S3Refusals.refusal(
                    "InvalidTargetBucketForLogging", 400, "The target bucket for logging does not exist");
        }
        if (!region.get().equals(world.region())) {
            throw S3Refusals.refusal("CrossLocationLoggingProhibitted", 403, "Cross S3 location logging not allowed.");
        }
        var enforced = Ownership.isEnforced(new S3Buckets(world), target);
        if (!logging.list("targetGrants").isEmpty() && enforced) {
            throw S3Refusals.refusal(
                    "InvalidTargetBucketForLogging",
                    400,
                    "The target bucket has ACLs disabled, so target grants cannot be given");
        }
    }
}
