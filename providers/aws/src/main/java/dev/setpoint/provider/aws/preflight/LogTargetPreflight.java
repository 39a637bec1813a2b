package dev.setpoint.provider.aws.preflight;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.provider.aws.client.Aws;
import java.util.List;
import java.util.Optional;

/**
 * Looks if a bucket can take access logs: S3 delivers none to a bucket that KMS encrypts, and says nothing.
 * See behaviour.md#s3-access-logs, behaviour.md#log-delivery-acl.
 */
public final class LogTargetPreflight implements Preflight {

    private static final PropertyPath TARGET = PropertyPath.parse("logging.targetBucket");

    private final Aws aws;

    public LogTargetPreflight(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        var outside = NamedObjects.outside(TARGET, what, all);
        return NamedObjects.named(TARGET, what).stream()
                .flatMap(bucket -> outside.contains(bucket)
                        ? ofAnother(bucket, all, call).stream()
                        : refusal(bucket, false, all, call).stream())
                .map(sentence -> NamedObjects.obstacle(what, TARGET, sentence))
                .toList();
    }

    /** A bucket that is not there is told of where references are looked up. */
    private Optional<String> ofAnother(String bucket, PlannedChanges all, Call call) {
        return NamedBucket.ofCaller(bucket, aws, call).isPresent()
                ? Optional.empty()
                : problem(bucket, call).or(() -> refusal(bucket, true, all, call));
    }

    /** Buckets are let in by their policy, or by an ACL where they have ACLs: no new bucket has. */
    private Optional<String> refusal(String bucket, boolean old, PlannedChanges all, Call call) {
        var admission = new BucketAdmission(aws, all, call);
        return admission.hasPolicy(bucket) || (old && admission.hasLogDeliveryAcl(bucket))
                ? Optional.empty()
                : Optional.of(
                        "S3 delivers no access logs to %s: it has no policy that lets logging.s3.amazonaws.com put objects there."
                                .formatted(bucket));
    }

    private Optional<String> problem(String bucket, Call call) {
        var rules = aws.s3(call)
                .getBucketEncryption(r -> r.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules();
        return rules.stream()
                        .anyMatch(rule -> String.valueOf(rule.applyServerSideEncryptionByDefault()
                                        .sseAlgorithmAsString())
                                .startsWith("aws:kms"))
                ? Optional.of("S3 delivers no access logs to %s, which is encrypted with KMS.".formatted(bucket))
                : Optional.empty();
    }
}
