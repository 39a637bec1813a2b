package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.object.ObjectLock;
import dev.setpoint.provider.aws.wait.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Deletes every object, version, delete marker and unfinished upload of one bucket.
 * See behaviour.md#s3-bucket-deletion.
 */
final class BucketEmptying {

    private static final Set<String> DONE_ALREADY = Set.of("NoSuchKey", "NoSuchVersion");
    private static final Set<String> PASSING = Set.of("InternalError", "ServiceUnavailable", "SlowDown");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int NAMED_IN_AN_ERROR = 3;

    private final S3Client s3;
    private final Eventually eventually;
    private final Call call;
    private final String bucket;
    private long deleted;

    BucketEmptying(S3Client s3, Eventually eventually, Call call, String bucket) {
        this.s3 = s3;
        this.eventually = eventually;
        this.call = call;
        this.bucket = bucket;
    }

    /** @throws ProviderException when something in it cannot be deleted; the rest has been deleted then */
    void run() {
        refuseUnderMfaDelete();
        var lock = ObjectLock.of(s3, bucket);
        eventually.retry(
                e -> PASSING.contains(e.code()),
                PATIENCE,
                "S3 to delete the rest of " + bucket,
                () -> deleteVersions(lock));
        abortUploads();
    }

    /**
     * Refuses a bucket with MFA delete: only the root user, with the device, can delete versions.
     * See behaviour.md#s3-versioning.
     */
    private void refuseUnderMfaDelete() {
        if (s3.getBucketVersioning(r -> r.bucket(bucket)).mfaDelete() == MFADeleteStatus.ENABLED) {
            throw ProviderException.of(
                            Kind.INVALID,
                            "MFADelete",
                            "The bucket " + bucket
                                    + " has MFA delete on, so Setpoint cannot delete the versions in it.")
                    .during("s3:DeleteObjects")
                    .about("forceEmpty")
                    .hint("As the account's root user, switch MFA delete off with the device's code, then run this"
                            + " again.");
        }
    }

    /** A page whose versions are all deleted leaves the next ones first in the list; what S3 refuses is passed over. */
    private void deleteVersions(ObjectLock lock) {
        var left = new ArrayList<S3Error>();
        var request = ListObjectVersionsRequest.builder().bucket(bucket).encodingType(EncodingType.URL);
        for (var more = true; more; ) {
            var page = s3.listObjectVersions(request.build());
            left.addAll(delete(page, lock));
            more = Boolean.TRUE.equals(page.isTruncated());
            if (!left.isEmpty()) {
                request.keyMarker(page.nextKeyMarker()).versionIdMarker(page.nextVersionIdMarker());
            }
        }
        if (!left.isEmpty()) {
            throw refusal(left);
        }
    }

    /** @return what S3 refused to delete */
    private List<S3Error> delete(ListObjectVersionsResponse page, ObjectLock lock) {
        var versions = page.versions().stream()
                .map(v -> ObjectIdentifier.builder()
                        .key(v.key())
                        .versionId(v.versionId())
                        .build());
        var markers = page.deleteMarkers().stream()
                .map(m -> ObjectIdentifier.builder()
                        .key(m.key())
                        .versionId(m.versionId())
                        .build());
        var all = Stream.concat(versions, markers).toList();
        var errors = together(all.stream().filter(o -> fitsXml(o.key())).toList(), lock);
        all.stream()
                .filter(o -> !fitsXml(o.key()))
                .forEach(o -> s3.deleteObject(
                        r -> lock.bypass(r.bucket(bucket).key(o.key()).versionId(o.versionId()))));
        var left = errors.stream()
                .filter(error -> !DONE_ALREADY.contains(error.code()) && !lock.released(error, s3, bucket))
                .toList();
        deleted += all.size() - left.size();
        if (!all.isEmpty()) {
            call.progress(String.format(
                    Locale.ROOT, "deleting what is in %s: %,d versions and delete markers so far", bucket, deleted));
        }
        return left;
    }

    private List<S3Error> together(List<ObjectIdentifier> objects, ObjectLock lock) {
        return objects.isEmpty()
                ? List.of()
                : s3.deleteObjects(r -> lock.bypass(
                                r.bucket(bucket).delete(d -> d.objects(objects).quiet(true))))
                        .errors();
    }

    /** A bulk request is XML 1.0, which has no word for most control characters; a carriage return would be read as a line feed. */
    private static boolean fitsXml(String key) {
        return key.codePoints()
                .allMatch(c -> c == '\t'
                        || c == '\n'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c > 0xFFFF);
    }

    private ProviderException refusal(List<S3Error> left) {
        // A refusal that lasts says more than one that passes, and must not be retried as one.
        var worst = left.stream()
                .filter(error -> !PASSING.contains(error.code()))
                .findFirst()
                .orElse(left.getFirst());
        var kind = worst.code().equals("AccessDenied") ? Kind.ACCESS_DENIED : Kind.OTHER;
        var names = left.stream()
                .limit(NAMED_IN_AN_ERROR)
                .map(error -> "%s (%s)".formatted(error.key(), error.message()))
                .toList();
        var problem = ProviderException.of(
                        kind,
                        worst.code(),
                        String.format(
                                Locale.ROOT,
                                "S3 refused to delete %,d of the versions in %s: %s%s.",
                                left.size(),
                                bucket,
                                String.join("; ", names),
                                left.size() > names.size() ? " and others" : ""))
                .during("s3:DeleteObjects");
        return kind == Kind.ACCESS_DENIED ? problem.needing("s3:DeleteObjectVersion") : problem;
    }

    private void abortUploads() {
        var pages = s3.listMultipartUploadsPaginator(r -> r.bucket(bucket).encodingType(EncodingType.URL));
        for (var upload : pages.uploads()) {
            Errors.ignoring(
                    code("NoSuchUpload"),
                    () -> s3.abortMultipartUpload(
                            r -> r.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        }
    }
}
