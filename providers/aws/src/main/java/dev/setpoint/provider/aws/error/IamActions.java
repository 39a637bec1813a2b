package dev.setpoint.provider.aws.error;

import java.util.Map;

/**
 * The IAM action that allows an operation. Nearly always of the same name; S3 is the exception.
 * See behaviour.md#s3-bucket-permissions.
 */
public final class IamActions {

    private static final Map<String, String> S3 = Map.ofEntries(
            Map.entry("CompleteMultipartUpload", "PutObject"),
            Map.entry("CopyObject", "PutObject"),
            Map.entry("CreateMultipartUpload", "PutObject"),
            Map.entry("DeleteBucketAnalyticsConfiguration", "PutAnalyticsConfiguration"),
            Map.entry("DeleteBucketCors", "PutBucketCORS"),
            Map.entry("DeleteBucketEncryption", "PutEncryptionConfiguration"),
            Map.entry("DeleteBucketIntelligentTieringConfiguration", "PutIntelligentTieringConfiguration"),
            Map.entry("DeleteBucketInventoryConfiguration", "PutInventoryConfiguration"),
            Map.entry("DeleteBucketLifecycle", "PutLifecycleConfiguration"),
            Map.entry("DeleteBucketMetricsConfiguration", "PutMetricsConfiguration"),
            Map.entry("DeleteBucketOwnershipControls", "PutBucketOwnershipControls"),
            Map.entry("DeleteBucketReplication", "PutReplicationConfiguration"),
            Map.entry("DeleteBucketTagging", "PutBucketTagging"),
            Map.entry("DeleteObjects", "DeleteObject"),
            Map.entry("DeletePublicAccessBlock", "PutBucketPublicAccessBlock"),
            Map.entry("GetBucketAccelerateConfiguration", "GetAccelerateConfiguration"),
            Map.entry("GetBucketAnalyticsConfiguration", "GetAnalyticsConfiguration"),
            Map.entry("GetBucketCors", "GetBucketCORS"),
            Map.entry("GetBucketEncryption", "GetEncryptionConfiguration"),
            Map.entry("GetBucketIntelligentTieringConfiguration", "GetIntelligentTieringConfiguration"),
            Map.entry("GetBucketInventoryConfiguration", "GetInventoryConfiguration"),
            Map.entry("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
            Map.entry("GetBucketMetricsConfiguration", "GetMetricsConfiguration"),
            Map.entry("GetBucketNotificationConfiguration", "GetBucketNotification"),
            Map.entry("GetBucketReplication", "GetReplicationConfiguration"),
            Map.entry("GetObjectLockConfiguration", "GetBucketObjectLockConfiguration"),
            Map.entry("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
            Map.entry("HeadBucket", "ListBucket"),
            Map.entry("HeadObject", "GetObject"),
            Map.entry("ListBucketAnalyticsConfigurations", "GetAnalyticsConfiguration"),
            Map.entry("ListBucketIntelligentTieringConfigurations", "GetIntelligentTieringConfiguration"),
            Map.entry("ListBucketInventoryConfigurations", "GetInventoryConfiguration"),
            Map.entry("ListBucketMetricsConfigurations", "GetMetricsConfiguration"),
            Map.entry("ListBuckets", "ListAllMyBuckets"),
            Map.entry("ListMultipartUploads", "ListBucketMultipartUploads"),
            Map.entry("ListObjectVersions", "ListBucketVersions"),
            Map.entry("ListObjects", "ListBucket"),
            Map.entry("ListObjectsV2", "ListBucket"),
            Map.entry("ListParts", "ListMultipartUploadParts"),
            Map.entry("PutBucketAccelerateConfiguration", "PutAccelerateConfiguration"),
            Map.entry("PutBucketAnalyticsConfiguration", "PutAnalyticsConfiguration"),
            Map.entry("PutBucketCors", "PutBucketCORS"),
            Map.entry("PutBucketEncryption", "PutEncryptionConfiguration"),
            Map.entry("PutBucketIntelligentTieringConfiguration", "PutIntelligentTieringConfiguration"),
            Map.entry("PutBucketInventoryConfiguration", "PutInventoryConfiguration"),
            Map.entry("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"),
            Map.entry("PutBucketMetricsConfiguration", "PutMetricsConfiguration"),
            Map.entry("PutBucketNotificationConfiguration", "PutBucketNotification"),
            Map.entry("PutBucketReplication", "PutReplicationConfiguration"),
            Map.entry("PutObjectLockConfiguration", "PutBucketObjectLockConfiguration"),
            Map.entry("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
            Map.entry("UploadPart", "PutObject"));

    /**
     * Actions of S3 Control, which IAM calls actions of S3.
     * See behaviour.md#s3-account-public-access-block-permissions.
     */
    private static final Map<String, String> S3_CONTROL = Map.of(
            "DeletePublicAccessBlock", "PutAccountPublicAccessBlock",
            "GetPublicAccessBlock", "GetAccountPublicAccessBlock",
            "PutPublicAccessBlock", "PutAccountPublicAccessBlock");

    private IamActions() {}

    /** {@code s3}, {@code HeadBucket} → {@code s3:ListBucket}. */
    public static String of(String service, String operation) {
        return switch (service) {
            case "s3" -> "s3:" + S3.getOrDefault(operation, operation);
            case "s3control" -> "s3:" + S3_CONTROL.getOrDefault(operation, operation);
            default -> service + ":" + operation;
        };
    }
}
