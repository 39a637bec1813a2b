package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.configuration.BucketTags;
import dev.setpoint.provider.sandbox.s3.configuration.Encryption;
import dev.setpoint.provider.sandbox.s3.configuration.ObjectLock;
import dev.setpoint.provider.sandbox.s3.configuration.Ownership;
import dev.setpoint.provider.sandbox.s3.configuration.PublicAccess;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** Configurations of a new bucket. See behaviour.md#s3-bucket-defaults. */
final class NewBucket {

    private NewBucket() {}

    static void configure(S3Buckets buckets, CreateBucketRequest request, Value.Map tags) {
        var name = request.bucket();
        buckets.configure(name, PublicAccess.NAME, PublicAccess.all(true));
        buckets.configure(name, Ownership.NAME, Ownership.of(Ownership.created(request)));
        buckets.configure(name, Encryption.NAME, Encryption.standard());
        if (!tags.entries().isEmpty()) {
            buckets.configure(name, BucketTags.NAME, tags);
        }
        if (Boolean.TRUE.equals(request.objectLockEnabledForBucket())) {
            buckets.configure(name, S3Buckets.VERSIONING, Value.Map.EMPTY.with("status", Value.of("Enabled")));
            buckets.configure(name, ObjectLock.NAME, Value.Map.EMPTY.with("objectLockEnabled", Value.of("Enabled")));
        }
    }
}
