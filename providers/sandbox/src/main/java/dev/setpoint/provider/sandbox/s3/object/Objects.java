package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.configuration.Encryption;
import dev.setpoint.provider.sandbox.s3.configuration.Replication;
import dev.setpoint.provider.sandbox.world.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Writes and reads of objects. See behaviour.md#s3-object. */
public final class Objects extends ObjectPart {

    public Objects(World world) {
        super(world);
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        var bucket = request.bucket();
        buckets.require(bucket);
        if (request.sseCustomerAlgorithm() != null && blocksCustomerKeys(bucket)) {
            throw S3Refusals.refusal("AccessDenied", 403, "Access Denied: SSE-C is blocked on this bucket");
        }
        var members = SdkShapes.PLAIN.toValue(request);
        var lock = VersionLock.uploaded(members, bucketLock(bucket), world.now());
        checkAllowed(bucket, "s3:PutObject", request.key(), headers(request, VersionLock.of(members)));
        checkConditions(request);
        var encryption = ObjectEncryption.of(
                Optional.ofNullable(request.serverSideEncryptionAsString()),
                Optional.ofNullable(request.ssekmsKeyId()),
                buckets.configuration(bucket, Encryption.NAME),
                world);
        var content = content(body);
        var more = ObjectDescription.of(members)
                .plus(ObjectAcls.of(members, buckets))
                .plus(lock.members())
                .plus(ObjectDescription.checked(content, Optional.ofNullable(request.checksumSHA256())));
        var version = replicated(bucket, request.key(), write(bucket, request.key(), content, encryption, more));
        var response = PutObjectResponse.builder()
                .eTag(version.string("etag").orElse(""))
                .serverSideEncryption(version.string("sse").orElse("AES256"));
        version.string("kmsKey").ifPresent(response::ssekmsKeyId);
        version.bool("bucketKey").ifPresent(response::bucketKeyEnabled);
        if (buckets.configuration(bucket, S3Buckets.VERSIONING).isPresent()) {
            response.versionId(ObjectVersions.id(version));
        }
        response.sdkHttpResponse(answeredAt(world.now()));
        return response.build();
    }

    /** Copies the version, if the bucket is replicated, and returns it with the status of the copy. */
    private Value.Map replicated(String bucket, String key, Value.Map version) {
        var replication = ObjectReplication.of(world, bucket, buckets.configuration(bucket, Replication.NAME));
        var rule = replication.rule(key, version);
        if (rule.isEmpty()) {
            return version;
        }
        var copy = replication.copy(rule.get(), key, version);
        copy.ifPresent(to -> save(to.bucket(), key, versions(to.bucket(), key).plus(to.version())));
        var marked = replication.marked(version, copy.isPresent());
        save(
                bucket,
                key,
                versions(bucket, key).without(ObjectVersions.id(version)).plus(marked));
        return marked;
    }

    /** Returns a response with a Date header, for clients that use the service's clock. */
    private static SdkHttpResponse answeredAt(Instant time) {
        return SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)))
                .build();
    }

    /**
     * Returns the time of a read. Simulated pauses of other processes do not age an object: a client that takes an old
     * lock for abandoned would take every lock.
     */
    private Instant readAt(Value.Map version) {
        return version.string("writtenAt")
                .map(Instant::parse)
                .map(written -> modified(version).plus(Duration.between(written, world.wall())))
                .orElse(world.now());
    }

    private boolean blocksCustomerKeys(String bucket) {
        return buckets.configuration(bucket, Encryption.NAME)
                .map(Encryption::rule)
                .filter(rule -> rule.map("blockedEncryptionTypes")
                        .list("encryptionType")
                        .contains(Value.of("SSE-C")))
                .isPresent();
    }

    private Map<String, String> headers(PutObjectRequest request, VersionLock asked) {
        var headers = new HashMap<>(asked.conditionKeys(world.now()));
        Optional.ofNullable(request.serverSideEncryptionAsString())
                .ifPresent(sse -> headers.put("s3:x-amz-server-side-encryption", sse));
        Optional.ofNullable(request.ssekmsKeyId())
                .ifPresent(key -> headers.put("s3:x-amz-server-side-encryption-aws-kms-key-id", key));
        Optional.ofNullable(request.aclAsString()).ifPresent(acl -> headers.put("s3:x-amz-acl", acl));
        return headers;
    }

    private void checkConditions(PutObjectRequest request) {
        if (request.ifNoneMatch() != null
                && current(request.bucket(), request.key()).isPresent()) {
            throw preconditionFailed();
        }
        Optional.ofNullable(request.ifMatch()).ifPresent(etag -> checkMatch(request.bucket(), request.key(), etag));
    }

    static byte[] content(RequestBody body) {
        try (var stream = body.contentStreamProvider().newStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The object's content cannot be read.", e);
        }
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        var version = readable(request.bucket(), request.key(), Optional.ofNullable(request.versionId()));
        checkAllowed(request.bucket(), "s3:GetObject", request.key(), Map.of());
        ObjectEncryption.checkReadable(version, world);
        var content = Base64.getDecoder().decode(version.string("body").orElse(""));
        var response = GetObjectResponse.builder()
                .contentLength((long) content.length)
                .eTag(version.string("etag").orElse(""))
                .lastModified(modified(version))
                .serverSideEncryption(version.string("sse").orElse("AES256"));
        version.string("kmsKey").ifPresent(response::ssekmsKeyId);
        version.bool("bucketKey").ifPresent(response::bucketKeyEnabled);
        if (buckets.configuration(request.bucket(), S3Buckets.VERSIONING).isPresent()) {
            response.versionId(ObjectVersions.id(version));
        }
        response.sdkHttpResponse(answeredAt(readAt(version)));
        try {
            return transformer.transform(
                    SdkShapes.PLAIN
                            .fill(
                                    response,
                                    ObjectDescription.shown(version)
                                            .plus(VersionLock.of(version).members()))
                            .build(),
                    AbortableInputStream.create(new ByteArrayInputStream(content)));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What reads the object failed.", e);
        }
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        var version = readable(request.bucket(), request.key(), Optional.ofNullable(request.versionId()));
        var response = HeadObjectResponse.builder()
                .contentLength(version.integer("size").orElse(0).longValue())
                .eTag(version.string("etag").orElse(""))
                .lastModified(modified(version))
                .serverSideEncryption(version.string("sse").orElse("AES256"));
        version.string("kmsKey").ifPresent(response::ssekmsKeyId);
        version.bool("bucketKey").ifPresent(response::bucketKeyEnabled);
        if (request.checksumMode() == ChecksumMode.ENABLED) {
            version.string("checksumSHA256").ifPresent(response::checksumSHA256);
        }
        ObjectReplication.status(version, world).ifPresent(response::replicationStatus);
        if (buckets.configuration(request.bucket(), S3Buckets.VERSIONING).isPresent()) {
            response.versionId(ObjectVersions.id(version));
        }
        return SdkShapes.PLAIN
                .fill(
                        response,
                        ObjectDescription.shown(version)
                                .plus(VersionLock.of(version).members()))
                .build();
    }

    static Instant modified(Value.Map version) {
        return version.string("modifiedAt").map(Instant::parse).orElse(Instant.EPOCH);
    }
}
