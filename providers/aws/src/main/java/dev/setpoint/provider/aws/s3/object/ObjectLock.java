package dev.setpoint.provider.aws.s3.object;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.error.Errors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Object lock of a bucket: tells whether objects can be locked against deletion, and deletes them all the same where
 * the owner may. See behaviour.md#s3-bucket-deletion.
 *
 * @param on without it S3 refuses a request that would bypass it
 * @param retains true when each new version is retained by default
 */
public record ObjectLock(boolean on, boolean retains) {

    static final ObjectLock OFF = new ObjectLock(false, false);

    public static ObjectLock of(S3Client s3, String bucket) {
        var configuration = Errors.unless(
                e -> e.code().startsWith("ObjectLockConfigurationNotFound")
                        || code("NotImplemented", "MethodNotAllowed", "UnsupportedOperation")
                                .test(e),
                () -> s3.getObjectLockConfiguration(r -> r.bucket(bucket)));
        return configuration
                .map(found -> new ObjectLock(true, hasDefaultRetention(found)))
                .orElse(OFF);
    }

    private static boolean hasDefaultRetention(GetObjectLockConfigurationResponse found) {
        return found.objectLockConfiguration() != null
                && found.objectLockConfiguration().rule() != null
                && found.objectLockConfiguration().rule().defaultRetention() != null;
    }

    public DeleteObjectsRequest.Builder bypass(DeleteObjectsRequest.Builder request) {
        return on ? request.bypassGovernanceRetention(true) : request;
    }

    public DeleteObjectRequest.Builder bypass(DeleteObjectRequest.Builder request) {
        return on ? request.bypassGovernanceRetention(true) : request;
    }

    /**
     * Lifts the legal hold of a version that S3 would not delete, and deletes it.
     *
     * @return false when no lock stood in the way
     * @throws ProviderException when nobody can delete it before its time
     */
    public boolean released(S3Error error, S3Client s3, String bucket) {
        if (!on || !error.code().equals("AccessDenied")) {
            return false;
        }
        refuseUnderCompliance(error, s3, bucket);
        s3.putObjectLegalHold(r ->
                r.bucket(bucket).key(error.key()).versionId(error.versionId()).legalHold(hold -> hold.status("OFF")));
        s3.deleteObject(r -> bypass(r.bucket(bucket).key(error.key()).versionId(error.versionId())));
        return true;
    }

    private static void refuseUnderCompliance(S3Error error, S3Client s3, String bucket) {
        var retention = Errors.unless(
                code("NoSuchObjectLockConfiguration"),
                () -> s3.getObjectRetention(
                                r -> r.bucket(bucket).key(error.key()).versionId(error.versionId()))
                        .retention());
        if (retention.isPresent() && retention.get().mode() == ObjectLockRetentionMode.COMPLIANCE) {
            throw ProviderException.of(
                            Kind.INVALID,
                            "ObjectLocked",
                            "%s in %s is locked in compliance mode: nobody can delete it before %s."
                                    .formatted(
                                            error.key(), bucket, retention.get().retainUntilDate()))
                    .during("s3:DeleteObject")
                    .about("forceEmpty");
        }
    }
}
