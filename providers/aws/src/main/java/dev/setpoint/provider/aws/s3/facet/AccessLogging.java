package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.LinkedHashMap;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLoggingStatus;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.TargetObjectKeyFormat;

/** Server access logging into another bucket. See behaviour.md#s3-access-logs. */
final class AccessLogging implements BucketFacet {

    private static final String KEY_FORMAT = "targetObjectKeyFormat";

    @Override
    public String property() {
        return "logging";
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return enabled(s3, bucket).map(logging -> {
            var entries = new LinkedHashMap<String, Value>();
            entries.put("targetBucket", Value.of(logging.targetBucket()));
            entries.put(
                    "targetPrefix",
                    Value.of(Optional.ofNullable(logging.targetPrefix()).orElse("")));
            Optional.ofNullable(logging.targetObjectKeyFormat())
                    .map(SdkShapes.PLAIN::toValue)
                    .filter(format -> !format.entries().isEmpty())
                    .ifPresent(format -> entries.put(KEY_FORMAT, format));
            return new Value.Map(entries);
        });
    }

    private static Optional<LoggingEnabled> enabled(S3Client s3, String bucket) {
        return Optional.ofNullable(s3.getBucketLogging(r -> r.bucket(bucket)).loggingEnabled());
    }

    /** Keeps the grants, and a key format that the spec does not mention: a Put replaces everything. */
    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        var wanted = (Value.Map) desired.revealedDeep();
        var logging = enabled(s3, bucket)
                .map(LoggingEnabled::toBuilder)
                .orElseGet(LoggingEnabled::builder)
                .targetPrefix(wanted.string("targetPrefix").orElse(""));
        wanted.string("targetBucket").ifPresent(logging::targetBucket);
        if (wanted.has(KEY_FORMAT)) {
            logging.targetObjectKeyFormat(
                    SdkShapes.PLAIN.build(TargetObjectKeyFormat.builder(), wanted.map(KEY_FORMAT)));
        }
        write(
                s3,
                bucket,
                BucketLoggingStatus.builder().loggingEnabled(logging.build()).build());
    }

    @Override
    public void remove(S3Client s3, String bucket) {
        write(s3, bucket, BucketLoggingStatus.builder().build());
    }

    private static void write(S3Client s3, String bucket, BucketLoggingStatus status) {
        s3.putBucketLogging(r -> r.bucket(bucket).bucketLoggingStatus(status));
    }
}
