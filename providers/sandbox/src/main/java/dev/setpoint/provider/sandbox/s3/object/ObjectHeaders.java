package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.content.Checksum;
import dev.setpoint.provider.sandbox.s3.content.Expiration;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Members of answers that describe a version, by the SDK's names. Each answer takes those that it has. See
 * behaviour.md#s3-object-answers.
 */
final class ObjectHeaders {

    private static final String VERSION_ID = "versionId";

    /** Our names in stored versions → members of answers. */
    private static final Map<String, String> ENCRYPTION = Map.of(
            "sse", "serverSideEncryption",
            "kmsKey", "ssekmsKeyId",
            "kmsContext", "ssekmsEncryptionContext");

    private ObjectHeaders() {}

    static Value.Map of(World world, String bucket, String key, Value.Map version) {
        var buckets = new S3Buckets(world);
        var headers = new LinkedHashMap<String, Value>();
        version.get("etag").ifPresent(etag -> headers.put("eTag", etag));
        headers.putAll(encryption(version).entries());
        for (var checksum : Checksum.values()) {
            version.get(checksum.member()).ifPresent(value -> {
                headers.put(checksum.member(), value);
                headers.put("checksumType", version.get("checksumType").orElse(Value.of("FULL_OBJECT")));
            });
        }
        if (buckets.configuration(bucket, S3Buckets.VERSIONING).isPresent()) {
            headers.put(VERSION_ID, Value.of(ObjectVersions.id(version)));
        }
        if (isCurrent(world, bucket, key, version)) {
            buckets.configuration(bucket, "lifecycle")
                    .flatMap(rules -> Expiration.header(rules, key, version, modified(version)))
                    .ifPresent(expiration -> headers.put("expiration", Value.of(expiration)));
        }
        return new Value.Map(headers);
    }

    private static boolean isCurrent(World world, String bucket, String key, Value.Map version) {
        return ObjectVersions.of(world.documents().get(S3Buckets.objects(bucket) + key))
                .newest()
                .map(ObjectVersions::id)
                .equals(Optional.of(ObjectVersions.id(version)));
    }

    /** Returns the members of a stored encryption. A bucket key is shown only where it is used. */
    static Value.Map encryption(Value.Map stored) {
        var headers = new LinkedHashMap<String, Value>();
        ENCRYPTION.forEach((ours, member) -> stored.get(ours).ifPresent(value -> headers.put(member, value)));
        headers.putIfAbsent("serverSideEncryption", Value.of("AES256"));
        if (stored.bool("bucketKey").orElse(false)) {
            headers.put("bucketKeyEnabled", Value.of(true));
        }
        return new Value.Map(headers);
    }

    /** Returns what a read adds to what an upload answers. */
    static Value.Map read(World world, String bucket, String key, Value.Map version, boolean checksums) {
        var headers = new LinkedHashMap<>(of(world, bucket, key, version).entries());
        if (!checksums) {
            List.of(Checksum.values()).forEach(checksum -> headers.remove(checksum.member()));
            headers.remove("checksumType");
        }
        headers.put("acceptRanges", Value.of("bytes"));
        headers.put("lastModified", Value.of(modified(version).toString()));
        var tags = version.map(ObjectDescription.TAGS).entries().size();
        if (tags > 0) {
            headers.put("tagCount", Value.of(tags));
        }
        ObjectReplication.status(version, world)
                .ifPresent(status -> headers.put("replicationStatus", Value.of(status)));
        headers.putAll(ObjectDescription.shown(version).entries());
        headers.putAll(VersionLock.of(version).members().entries());
        return new Value.Map(headers);
    }

    static Instant modified(Value.Map version) {
        return version.string("modifiedAt").map(Instant::parse).orElse(Instant.EPOCH);
    }
}
