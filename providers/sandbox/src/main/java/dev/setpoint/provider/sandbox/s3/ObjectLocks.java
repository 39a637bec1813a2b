package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.PutObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutObjectLockConfigurationResponse;

/** Object lock of a bucket: on for ever once it is on. See behaviour.md#s3-object-lock. */
final class ObjectLocks extends S3Part {

    static final String NAME = "objectLock";

    private static final Set<String> MODES = Set.of("GOVERNANCE", "COMPLIANCE");

    ObjectLocks(World world) {
        super(world);
    }

    @Override
    public GetObjectLockConfigurationResponse getObjectLockConfiguration(GetObjectLockConfigurationRequest request) {
        bucket(request.bucket());
        var stored = configuration(request.bucket(), NAME)
                .orElseThrow(() -> notConfigured(
                        "ObjectLockConfigurationNotFoundError",
                        "Object Lock configuration does not exist for this bucket"));
        return GetObjectLockConfigurationResponse.builder()
                .objectLockConfiguration(SdkShapes.PLAIN.build(ObjectLockConfiguration.builder(), stored))
                .build();
    }

    @Override
    public PutObjectLockConfigurationResponse putObjectLockConfiguration(PutObjectLockConfigurationRequest request) {
        bucket(request.bucket());
        var lock = Optional.ofNullable(request.objectLockConfiguration()).orElseThrow(S3Part::malformedXml);
        if (!"Enabled".equals(lock.objectLockEnabledAsString())) {
            throw malformedXml();
        }
        if (!versioned(request.bucket())) {
            throw refusal(
                    "InvalidBucketState",
                    409,
                    "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
        }
        if (lock.rule() != null) {
            check(Optional.ofNullable(lock.rule().defaultRetention()).orElseThrow(S3Part::malformedXml));
        }
        configure(request.bucket(), NAME, SdkShapes.PLAIN.toValue(lock));
        return PutObjectLockConfigurationResponse.builder().build();
    }

    private static void check(DefaultRetention retention) {
        if (!MODES.contains(Optional.ofNullable(retention.modeAsString()).orElse(""))
                || (retention.days() == null) == (retention.years() == null)) {
            throw malformedXml();
        }
        var span = retention.days() == null ? retention.years() : retention.days();
        if (span < 1) {
            throw invalidArgument("Default retention period must be a positive integer value.");
        }
    }
}
