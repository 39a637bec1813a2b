package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;

/** Versioning, and whether object lock holds it fast. AWS-BEHAVIOUR 6.2, 6.8. */
final class Versioning extends S3Part {

    static final String NAME = "versioning";
    static final String LOCK = "objectLock";

    Versioning(World world) {
        super(world);
    }

    @Override
    public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
        bucket(request.bucket());
        var response = GetBucketVersioningResponse.builder();
        configuration(request.bucket(), NAME)
                .flatMap(versioning -> versioning.string("status"))
                .ifPresent(response::status);
        return response.build();
    }

    @Override
    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request) {
        var name = request.bucket();
        bucket(name);
        if ("Enabled".equals(request.versioningConfiguration().mfaDeleteAsString())) {
            throw refusal("AccessDenied", 403, "This operation may only be performed by the bucket owner with MFA");
        }
        var status = Optional.ofNullable(request.versioningConfiguration().statusAsString())
                .orElseThrow(() -> refusal(
                        "IllegalVersioningConfigurationException", 400, "The Versioning element must be specified"));
        if (!status.equals("Enabled") && !status.equals("Suspended")) {
            throw malformedXml();
        }
        if (status.equals("Suspended")) {
            checkSuspendable(name);
        }
        configure(name, NAME, Value.Map.EMPTY.with("status", Value.of(status)));
        return PutBucketVersioningResponse.builder().build();
    }

    private void checkSuspendable(String name) {
        if (configuration(name, LOCK).isPresent()) {
            throw refusal(
                    "InvalidBucketState",
                    409,
                    "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.");
        }
        if (configuration(name, Replication.NAME).isPresent()) {
            throw refusal(
                    "InvalidBucketState",
                    409,
                    "A replication configuration is present on this bucket, so the versioning state cannot be changed.");
        }
    }

    @Override
    public GetObjectLockConfigurationResponse getObjectLockConfiguration(GetObjectLockConfigurationRequest request) {
        bucket(request.bucket());
        if (configuration(request.bucket(), LOCK).isEmpty()) {
            throw notConfigured(
                    "ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket");
        }
        return GetObjectLockConfigurationResponse.builder()
                .objectLockConfiguration(lock -> lock.objectLockEnabled("Enabled"))
                .build();
    }
}
