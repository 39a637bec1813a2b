package dev.setpoint.provider.sandbox.s3.upload;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.content.Checksum;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A multipart upload that is not complete. Lists of objects do not show it. */
record Upload(World world, String bucket, Value.Map document) {

    static final String COMPOSITE = "COMPOSITE";
    static final String FULL_OBJECT = "FULL_OBJECT";

    /** Finds the upload of a request, which names its key, too. */
    static Upload of(World world, Value.Map request) {
        var bucket = request.string("bucket").orElse("");
        return world.known(
                        S3Buckets.uploads(bucket) + request.string("uploadId").orElse(""))
                .filter(document -> document.string("key").equals(request.string("key")))
                .map(document -> new Upload(world, bucket, document))
                .orElseThrow(() -> S3Refusals.refusal(
                        "NoSuchUpload",
                        404,
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have "
                                + "been aborted or completed."));
    }

    String id() {
        return document.string("id").orElse("");
    }

    String key() {
        return document.string("key").orElse("");
    }

    Instant initiated() {
        return document.string("createdAt").map(Instant::parse).orElse(Instant.EPOCH);
    }

    /** Returns the algorithm that the upload was begun with. */
    Optional<Checksum> checksum() {
        return document.string("checksumAlgorithm").flatMap(Checksum::named);
    }

    /** Returns true if its checksum will be made of those of its parts. */
    boolean isComposite() {
        return document.string("checksumType").equals(Optional.of(COMPOSITE));
    }

    Value.Map encryption() {
        return document.map("encryption");
    }

    /** Returns the parts that are there, by their numbers. */
    List<Value.Map> parts() {
        return List.copyOf(world.documents().under(parts(bucket, id())).values());
    }

    void put(int number, Value.Map part) {
        // Padded, so that the parts are in order whatever the order they came in.
        world.documents().put(parts(bucket, id()) + String.format(Locale.ROOT, "%05d", number), part);
    }

    void remove() {
        world.documents().under(parts(bucket, id())).keySet().forEach(world.documents()::remove);
        world.documents().remove(S3Buckets.uploads(bucket) + id());
    }

    private static String parts(String bucket, String id) {
        return S3Buckets.parts(bucket) + id + ":";
    }
}
