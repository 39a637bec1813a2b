package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.spi.PlannedStack.Part;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.provider.aws.equality.AwsEqualities;
import java.util.List;
import java.util.Optional;

/**
 * S3 delivers no access logs to some buckets, without a word.
 * See behaviour.md#s3-access-logs, behaviour.md#log-delivery-acl.
 */
public record AccessLogTargets() implements PlanRule {

    private static final PropertyPath TARGET = PropertyPath.parse("logging.targetBucket");

    @Override
    public List<Finding> check(PlannedStack plan) {
        return plan.of(Types.BUCKET).stream()
                .flatMap(part -> TARGET.in(part.desired()).values().stream()
                        .flatMap(name -> plan.meant(Types.BUCKET, "name", AwsEqualities.ARN_OR_NAME, name).stream())
                        .flatMap(target -> problem(part, target).stream()))
                .toList();
    }

    private static Optional<Finding> problem(Part part, Part target) {
        var name = target.address();
        if (target.desired()
                .map("encryption")
                .string("algorithm")
                .filter(algorithm -> algorithm.startsWith("aws:kms"))
                .isPresent()) {
            return finding(
                    part,
                    "S3 delivers no access logs to `%s`, which is encrypted with KMS.".formatted(name),
                    "Encrypt the bucket for logs with `algorithm: AES256`.");
        }
        if (target.desired().map("objectLock").has("defaultRetention")) {
            return finding(
                    part,
                    "S3 delivers no access logs to `%s`, whose object lock has a default retention.".formatted(name),
                    "Log to a bucket without `objectLock.defaultRetention`.");
        }
        if (target.desired().string("requestPayment").equals(Optional.of("Requester"))) {
            return finding(
                    part,
                    "S3 delivers no access logs to `%s`, whose requesters pay.".formatted(name),
                    "Log to a bucket with `requestPayment: BucketOwner`.");
        }
        return Optional.empty();
    }

    private static Optional<Finding> finding(Part part, String sentence, String hint) {
        return Optional.of(Finding.obstacle(part.address(), sentence, hint).about(TARGET.toString()));
    }
}
