package dev.setpoint.provider.aws.call;

import java.util.Map;

/** The IAM action that allows an operation. Nearly always of the same name; S3 is the exception. AWS-BEHAVIOUR 5h. */
final class IamActions {

    private static final Map<String, String> S3 = Map.ofEntries(
            Map.entry("GetBucketInventoryConfiguration", "GetInventoryConfiguration"),
            Map.entry("ListBucketInventoryConfigurations", "GetInventoryConfiguration"),
            Map.entry("PutBucketInventoryConfiguration", "PutInventoryConfiguration"),
            Map.entry("DeleteBucketInventoryConfiguration", "PutInventoryConfiguration"),
            Map.entry("GetBucketAnalyticsConfiguration", "GetAnalyticsConfiguration"),
            Map.entry("ListBucketAnalyticsConfigurations", "GetAnalyticsConfiguration"),
            Map.entry("PutBucketAnalyticsConfiguration", "PutAnalyticsConfiguration"),
            Map.entry("DeleteBucketAnalyticsConfiguration", "PutAnalyticsConfiguration"),
            Map.entry("GetBucketMetricsConfiguration", "GetMetricsConfiguration"),
            Map.entry("ListBucketMetricsConfigurations", "GetMetricsConfiguration"),
            Map.entry("PutBucketMetricsConfiguration", "PutMetricsConfiguration"),
            Map.entry("DeleteBucketMetricsConfiguration", "PutMetricsConfiguration"),
            Map.entry("GetBucketIntelligentTieringConfiguration", "GetIntelligentTieringConfiguration"),
            Map.entry("ListBucketIntelligentTieringConfigurations", "GetIntelligentTieringConfiguration"),
            Map.entry("PutBucketIntelligentTieringConfiguration", "PutIntelligentTieringConfiguration"),
            Map.entry("DeleteBucketIntelligentTieringConfiguration", "PutIntelligentTieringConfiguration"),
            Map.entry("CompleteMultipartUpload", "PutObject"),
            Map.entry("ListParts", "ListMultipartUploadParts"),
            Map.entry("HeadBucket", "ListBucket"),
            Map.entry("HeadObject", "GetObject"),
            Map.entry("ListBuckets", "ListAllMyBuckets"),
            Map.entry("ListObjects", "ListBucket"),
            Map.entry("ListObjectsV2", "ListBucket"),
            Map.entry("ListObjectVersions", "ListBucketVersions"),
            Map.entry("ListMultipartUploads", "ListBucketMultipartUploads"),
            Map.entry("DeleteObjects", "DeleteObject"),
            Map.entry("GetBucketEncryption", "GetEncryptionConfiguration"),
            Map.entry("PutBucketEncryption", "PutEncryptionConfiguration"),
            Map.entry("DeleteBucketEncryption", "PutEncryptionConfiguration"),
            Map.entry("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
            Map.entry("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
            Map.entry("DeletePublicAccessBlock", "PutBucketPublicAccessBlock"),
            Map.entry("DeleteBucketOwnershipControls", "PutBucketOwnershipControls"),
            Map.entry("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
            Map.entry("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"),
            Map.entry("DeleteBucketLifecycle", "PutLifecycleConfiguration"),
            Map.entry("GetBucketReplication", "GetReplicationConfiguration"),
            Map.entry("PutBucketReplication", "PutReplicationConfiguration"),
            Map.entry("DeleteBucketReplication", "PutReplicationConfiguration"),
            Map.entry("DeleteBucketTagging", "PutBucketTagging"),
            Map.entry("GetBucketCors", "GetBucketCORS"),
            Map.entry("PutBucketCors", "PutBucketCORS"),
            Map.entry("DeleteBucketCors", "PutBucketCORS"),
            Map.entry("GetBucketAccelerateConfiguration", "GetAccelerateConfiguration"),
            Map.entry("PutBucketAccelerateConfiguration", "PutAccelerateConfiguration"),
            Map.entry("GetBucketNotificationConfiguration", "GetBucketNotification"),
            Map.entry("PutBucketNotificationConfiguration", "PutBucketNotification"),
            Map.entry("GetObjectLockConfiguration", "GetBucketObjectLockConfiguration"),
            Map.entry("PutObjectLockConfiguration", "PutBucketObjectLockConfiguration"),
            Map.entry("CopyObject", "PutObject"),
            Map.entry("CreateMultipartUpload", "PutObject"),
            Map.entry("UploadPart", "PutObject"));

    private IamActions() {}

    /** {@code s3}, {@code HeadBucket} → {@code s3:ListBucket}. */
    static String of(String service, String operation) {
        return service + ":" + (service.equals("s3") ? S3.getOrDefault(operation, operation) : operation);
    }
}
