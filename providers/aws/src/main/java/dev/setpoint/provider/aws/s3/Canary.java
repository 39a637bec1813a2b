package dev.setpoint.provider.aws.s3;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.provider.aws.error.Errors;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** A small object that is put into a bucket to see what becomes of it, and taken out again. */
record Canary(S3Client s3, String bucket, String key) {

    private static final String CONTENT = "Written by `setpoint verify`, and deleted by it.";

    /** @param prefix under which it is written; may be empty */
    static Canary in(S3Client s3, String bucket, String prefix) {
        return new Canary(s3, bucket, prefix + "setpoint-verify/" + UUID.randomUUID());
    }

    /** This object, read or deleted by another client. */
    Canary by(S3Client other) {
        return new Canary(other, bucket, key);
    }

    /** @param how what the request says besides */
    void put(Consumer<PutObjectRequest.Builder> how) {
        put(s3, how);
    }

    /** @param by the client that sends it */
    void put(S3Client by, Consumer<PutObjectRequest.Builder> how) {
        by.putObject(
                request -> how.accept(request.bucket(bucket).key(key).contentType("text/plain")),
                RequestBody.fromString(CONTENT));
    }

    HeadObjectResponse head() {
        return s3.headObject(r -> r.bucket(bucket).key(key));
    }

    /** True when the object can be read and has the content that was written. */
    boolean readable() {
        var read = s3.getObject(r -> r.bucket(bucket).key(key), ResponseTransformer.toBytes());
        return read.asString(StandardCharsets.UTF_8).equals(CONTENT);
    }

    /**
     * Deletes every version of it, those too whose writing was not answered.
     *
     * @throws ProviderException when some of it is left
     */
    void delete() {
        var pages = s3.listObjectVersionsPaginator(r -> r.bucket(bucket).prefix(key));
        for (var page : pages) {
            page.versions().forEach(version -> delete(version.key(), version.versionId()));
            page.deleteMarkers().forEach(marker -> delete(marker.key(), marker.versionId()));
        }
    }

    private void delete(String name, String version) {
        Errors.ignoring(
                Errors.code("NoSuchVersion", "NoSuchKey"),
                () -> s3.deleteObject(r -> r.bucket(bucket).key(name).versionId(version)));
    }
}
