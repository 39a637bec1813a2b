package dev.setpoint.provider.sandbox.s3.configuration;

import static dev.setpoint.provider.sandbox.s3.bucket.S3Refusals.notConfigured;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.table.StoredConfiguration;
import dev.setpoint.provider.sandbox.table.Submission;
import dev.setpoint.provider.sandbox.world.Buckets;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Configurations of which a bucket has one each: operations, member of the request, and error when missing. */
public final class BucketConfigurations {

    private static final List<StoredConfiguration> TABLE = List.of(
            row(PublicAccess.NAME, "PublicAccessBlock", "publicAccessBlockConfiguration", PublicAccess::accepted)
                    .shownAs("publicAccessBlockConfiguration")
                    .refusedWhenMissing(notConfigured(
                            "NoSuchPublicAccessBlockConfiguration",
                            "The public access block configuration was not found"))
                    .deletedBy("deletePublicAccessBlock"),
            row(Ownership.NAME, "BucketOwnershipControls", "ownershipControls", Ownership::accepted)
                    .shownAs("ownershipControls")
                    .refusedWhenMissing(notConfigured(
                            "OwnershipControlsNotFoundError", "The bucket ownership controls were not found"))
                    .deletedBy("deleteBucketOwnershipControls"),
            row(Acl.NAME, "BucketAcl", "accessControlPolicy", Acl::accepted)
                    .shown(Acl::shown)
                    .standard(Acl.STANDARD),
            row(S3Buckets.VERSIONING, "BucketVersioning", "versioningConfiguration", Versioning::accepted),
            row(Encryption.NAME, "BucketEncryption", "serverSideEncryptionConfiguration", Encryption::accepted)
                    .shownAs("serverSideEncryptionConfiguration")
                    .refusedWhenMissing(notConfigured(
                            "ServerSideEncryptionConfigurationNotFoundError",
                            "The server side encryption configuration was not found"))
                    .resetBy("deleteBucketEncryption", Encryption.standard()),
            removableRow(BucketTags.NAME, "BucketTagging", "tagging", BucketTags::accepted)
                    .shown(BucketTags::shown)
                    .refusedWhenMissing(notConfigured("NoSuchTagSet", "The TagSet does not exist"))
                    .deletedBy("deleteBucketTagging"),
            removableRow("logging", "BucketLogging", "bucketLoggingStatus.loggingEnabled", AccessLogs::accepted)
                    .shownAs("loggingEnabled"),
            row("lifecycle", "BucketLifecycleConfiguration", "lifecycleConfiguration", Lifecycle::accepted)
                    .refusedWhenMissing(
                            notConfigured("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"))
                    .answered(Lifecycle::answered)
                    .deletedBy("deleteBucketLifecycle"),
            row(Replication.NAME, "BucketReplication", "replicationConfiguration", Replication::accepted)
                    .shownAs("replicationConfiguration")
                    .refusedWhenMissing(notConfigured(
                            "ReplicationConfigurationNotFoundError", "The replication configuration was not found"))
                    .deletedBy("deleteBucketReplication"),
            row(ObjectLock.NAME, "ObjectLockConfiguration", "objectLockConfiguration", ObjectLock::accepted)
                    .shownAs("objectLockConfiguration")
                    .refusedWhenMissing(notConfigured(
                            "ObjectLockConfigurationNotFoundError",
                            "Object Lock configuration does not exist for this bucket")),
            row("cors", "BucketCors", "corsConfiguration", Cors::accepted)
                    .refusedWhenMissing(
                            notConfigured("NoSuchCORSConfiguration", "The CORS configuration does not exist"))
                    .deletedBy("deleteBucketCors"),
            row("website", "BucketWebsite", "websiteConfiguration", Website::accepted)
                    .refusedWhenMissing(notConfigured(
                            "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration"))
                    .deletedBy("deleteBucketWebsite"),
            row("accelerate", "BucketAccelerateConfiguration", "accelerateConfiguration", Acceleration::accepted),
            row("requestPayment", "BucketRequestPayment", "requestPaymentConfiguration", RequestPayment::accepted)
                    .standard(RequestPayment.STANDARD),
            row(
                    "notification",
                    "BucketNotificationConfiguration",
                    "notificationConfiguration",
                    Notifications::accepted));

    private BucketConfigurations() {}

    public static List<Operation> operations() {
        return TABLE.stream()
                .map(StoredConfiguration::operations)
                .flatMap(List::stream)
                .toList();
    }

    private static StoredConfiguration row(
            String document, String name, String content, Function<Submission, Value.Map> accepted) {
        return removableRow(document, name, content, accepted.andThen(Optional::of));
    }

    /** Returns a row of a configuration that an empty request removes. */
    private static StoredConfiguration removableRow(
            String document, String name, String content, Function<Submission, Optional<Value.Map>> accepted) {
        return StoredConfiguration.of(name, content, key(document), accepted);
    }

    private static BiFunction<World, Value.Map, String> key(String document) {
        return (world, request) -> {
            var bucket = request.string("bucket").orElse("");
            new S3Buckets(world).require(bucket);
            return Buckets.key(bucket, document);
        };
    }
}
