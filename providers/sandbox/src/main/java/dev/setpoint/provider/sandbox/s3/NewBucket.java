package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.Tag;

/** What a bucket has from its first moment. See behaviour.md#s3-bucket-defaults. */
final class NewBucket {

    private NewBucket() {}

    static void configure(S3Part s3, CreateBucketRequest request, List<Tag> tags) {
        var name = request.bucket();
        s3.configure(
                name,
                AccessSettings.PUBLIC_ACCESS,
                Value.Map.EMPTY
                        .with("blockPublicAcls", Value.of(true))
                        .with("ignorePublicAcls", Value.of(true))
                        .with("blockPublicPolicy", Value.of(true))
                        .with("restrictPublicBuckets", Value.of(true)));
        s3.configure(
                name,
                AccessSettings.OWNERSHIP,
                AccessSettings.ownership(
                        Optional.ofNullable(request.objectOwnershipAsString()).orElse("BucketOwnerEnforced")));
        s3.configure(name, Encryption.NAME, Encryption.standard());
        if (!tags.isEmpty()) {
            s3.configure(name, Tags.NAME, Tags.checked(tags));
        }
        if (Boolean.TRUE.equals(request.objectLockEnabledForBucket())) {
            s3.configure(name, Versioning.NAME, Value.Map.EMPTY.with("status", Value.of("Enabled")));
            s3.configure(name, ObjectLocks.NAME, Value.Map.EMPTY.with("objectLockEnabled", Value.of("Enabled")));
        }
    }
}
