package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;

/** Versioning, which object lock and replication hold fast. See behaviour.md#s3-versioning. */
final class Versioning extends S3Part {

    static final String NAME = "versioning";

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
        if (configuration(name, ObjectLocks.NAME).isPresent()) {
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
}
