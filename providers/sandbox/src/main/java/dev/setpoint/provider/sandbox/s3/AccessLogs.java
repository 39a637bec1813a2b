package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingResponse;

/** Server access logging. See behaviour.md#s3-access-logs. */
final class AccessLogs extends S3Part {

    private static final String NAME = "logging";

    AccessLogs(World world) {
        super(world);
    }

    @Override
    public GetBucketLoggingResponse getBucketLogging(GetBucketLoggingRequest request) {
        bucket(request.bucket());
        var response = GetBucketLoggingResponse.builder();
        configuration(request.bucket(), NAME)
                .map(logging -> SdkShapes.PLAIN.build(LoggingEnabled.builder(), logging))
                .ifPresent(response::loggingEnabled);
        return response.build();
    }

    @Override
    public PutBucketLoggingResponse putBucketLogging(PutBucketLoggingRequest request) {
        bucket(request.bucket());
        var logging = request.bucketLoggingStatus().loggingEnabled();
        if (logging == null) {
            unconfigure(request.bucket(), NAME);
        } else {
            check(logging);
            configure(request.bucket(), NAME, SdkShapes.PLAIN.toValue(logging));
        }
        return PutBucketLoggingResponse.builder().build();
    }

    private void check(LoggingEnabled logging) {
        if (logging.targetPrefix() == null) {
            throw malformedXml();
        }
        var target = Optional.ofNullable(logging.targetBucket()).orElse("");
        var region = world.buckets().region(target);
        if (region.isEmpty()) {
            throw refusal("InvalidTargetBucketForLogging", 400, "The target bucket for logging does not exist");
        }
        if (!region.get().equals(world.region())) {
            throw refusal("CrossLocationLoggingProhibitted", 403, "Cross S3 location logging not allowed.");
        }
        var enforced = configuration(target, AccessSettings.OWNERSHIP)
                .filter(AccessSettings.ownership("BucketOwnerEnforced")::equals)
                .isPresent();
        if (logging.hasTargetGrants() && !logging.targetGrants().isEmpty() && enforced) {
            throw refusal(
                    "InvalidTargetBucketForLogging",
                    400,
                    "The target bucket has ACLs disabled, so target grants cannot be given");
        }
    }
}
