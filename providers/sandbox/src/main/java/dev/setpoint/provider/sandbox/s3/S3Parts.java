package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.provider.sandbox.call.Part;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** Everything the simulated S3 can do. */
public final class S3Parts {

    private S3Parts() {}

    public static List<Part<S3Client>> all() {
        return List.of(
                new Part<>(BucketCore.class, BucketCore::new),
                new Part<>(Tags.class, Tags::new),
                new Part<>(AccessSettings.class, AccessSettings::new),
                new Part<>(Versioning.class, Versioning::new),
                new Part<>(Encryption.class, Encryption::new),
                new Part<>(BucketPolicies.class, BucketPolicies::new),
                new Part<>(AccessLogs.class, AccessLogs::new),
                new Part<>(Lifecycle.class, Lifecycle::new),
                new Part<>(Replication.class, Replication::new),
                new Part<>(ObjectLocks.class, ObjectLocks::new),
                new Part<>(BucketSettings.class, BucketSettings::new),
                new Part<>(Notifications.class, Notifications::new),
                new Part<>(Reports.class, Reports::new),
                new Part<>(Measures.class, Measures::new),
                new Part<>(Objects.class, Objects::new),
                new Part<>(ObjectTags.class, ObjectTags::new),
                new Part<>(ObjectDeletion.class, ObjectDeletion::new),
                new Part<>(ObjectListing.class, ObjectListing::new),
                new Part<>(Uploads.class, Uploads::new));
    }
}
