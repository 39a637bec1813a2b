package dev.setpoint.provider.aws.s3.object;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.error.Errors.saying;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.error.Errors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Versions and delete markers of one key. See behaviour.md#s3-object-calls. */
record ObjectVersions(S3Client s3, String bucket, String key) {

    private static final Predicate<ProviderException> LOCKED =
            code("AccessDenied").and(saying("object protected by object lock"));

    /** Version ids, newest first; without delete markers, which carry no lock. */
    Stream<String> versions() {
        return s3.listObjectVersionsPaginator(r -> r.bucket(bucket).prefix(key)).versions().stream()
                .filter(version -> version.key().equals(key))
                .map(ObjectVersion::versionId);
    }

    /** @param bypass whether versions in governance mode are deleted, too */
    void delete(boolean bypass) {
        var lock = bypass ? ObjectLock.of(s3, bucket) : ObjectLock.OFF;
        for (var page : s3.listObjectVersionsPaginator(r -> r.bucket(bucket).prefix(key))) {
            // The list also holds keys that only begin with this one.
            Stream.concat(
                            page.versions().stream()
                                    .filter(version -> version.key().equals(key))
                                    .map(ObjectVersion::versionId),
                            page.deleteMarkers().stream()
                                    .filter(marker -> marker.key().equals(key))
                                    .map(DeleteMarkerEntry::versionId))
                    .forEach(version -> delete(version, lock));
        }
    }

    private void delete(String version, ObjectLock lock) {
        try {
            Errors.ignoring(
                    code("NoSuchKey", "NoSuchVersion"),
                    () -> s3.deleteObject(
                            r -> lock.bypass(r.bucket(bucket).key(key).versionId(version))));
        } catch (ProviderException e) {
            throw LOCKED.test(e) ? locked(version).causedBy(e) : e;
        }
    }

    private ProviderException locked(String version) {
        return ProviderException.of(
                        Kind.INVALID,
                        "ObjectLocked",
                        "The version %s of %s in %s is locked, so it cannot be deleted."
                                .formatted(version, key, bucket))
                .during("s3:DeleteObject")
                .hint("Run this again: the plan says what locks it, and until when.");
    }
}
