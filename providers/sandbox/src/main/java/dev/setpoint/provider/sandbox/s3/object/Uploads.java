package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.configuration.Encryption;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.World;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Multipart uploads. Unfinished ones stay in a bucket, where lists of objects do not show them. */
public final class Uploads extends ObjectPart {

    public Uploads(World world) {
        super(world);
    }

    private Value.Map upload(String bucket, String id) {
        buckets.require(bucket);
        return world.known(S3Buckets.uploads(bucket) + id)
                .orElseThrow(() -> S3Refusals.refusal(
                        "NoSuchUpload",
                        404,
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have "
                                + "been aborted or completed."));
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        buckets.require(request.bucket());
        var encryption = ObjectEncryption.of(
                Optional.ofNullable(request.serverSideEncryptionAsString()),
                Optional.ofNullable(request.ssekmsKeyId()),
                buckets.configuration(request.bucket(), Encryption.NAME),
                world);
        var members = SdkShapes.PLAIN.toValue(request);
        var lock = VersionLock.uploaded(members, bucketLock(request.bucket()), world.now());
        var id = Ids.hex32();
        world.documents()
                .put(
                        S3Buckets.uploads(request.bucket()) + id,
                        Value.Map.EMPTY
                                .with("id", Value.of(id))
                                .with("key", Value.of(request.key()))
                                .with("encryption", encryption)
                                .with(
                                        "description",
                                        ObjectDescription.of(members)
                                                .plus(ObjectAcls.of(members, buckets))
                                                .plus(lock.members()))
                                .with("checksums", Value.of("SHA256".equals(request.checksumAlgorithmAsString())))
                                .with("createdAt", Value.of(world.now().toString())));
        return CreateMultipartUploadResponse.builder()
                .bucket(request.bucket())
                .key(request.key())
                .uploadId(id)
                .build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        var upload = upload(request.bucket(), request.uploadId());
        var bytes = Objects.content(body);
        ObjectDescription.checked(bytes, Optional.ofNullable(request.checksumSHA256()));
        var content = Base64.getEncoder().encodeToString(bytes);
        // Padded, so that the parts are in order whatever the order they came in.
        var part = String.format(Locale.ROOT, "%05d", request.partNumber());
        world.documents()
                .put(
                        S3Buckets.uploads(request.bucket()) + request.uploadId(),
                        upload.with("parts", upload.map("parts").with(part, Value.of(content))));
        return UploadPartResponse.builder().eTag('"' + Ids.hex32() + '"').build();
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        var upload = upload(request.bucket(), request.uploadId());
        var key = upload.string("key").orElse("");
        if (request.ifNoneMatch() != null && current(request.bucket(), key).isPresent()) {
            throw preconditionFailed();
        }
        var content = new ByteArrayOutputStream();
        var digests = new ByteArrayOutputStream();
        var parts = upload.map("parts");
        for (var part : parts.entries().keySet().stream().sorted().toList()) {
            var bytes = Base64.getDecoder().decode(parts.string(part).orElse(""));
            content.writeBytes(bytes);
            digests.writeBytes(ObjectDescription.sha256(bytes));
        }
        var description = upload.map("description");
        if (upload.bool("checksums").orElse(false)) {
            var digest = Base64.getEncoder().encodeToString(ObjectDescription.sha256(digests.toByteArray()));
            description = description.with(
                    ObjectDescription.CHECKSUM,
                    Value.of(digest + "-" + parts.entries().size()));
        }
        var version = write(request.bucket(), key, content.toByteArray(), upload.map("encryption"), description);
        world.documents().remove(S3Buckets.uploads(request.bucket()) + request.uploadId());
        return CompleteMultipartUploadResponse.builder()
                .bucket(request.bucket())
                .key(key)
                .eTag(version.string("etag").orElse(""))
                .build();
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        upload(request.bucket(), request.uploadId());
        world.documents().remove(S3Buckets.uploads(request.bucket()) + request.uploadId());
        return AbortMultipartUploadResponse.builder().build();
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        buckets.require(request.bucket());
        return ListMultipartUploadsResponse.builder()
                .bucket(request.bucket())
                .isTruncated(false)
                .uploads(world.documents().under(S3Buckets.uploads(request.bucket())).values().stream()
                        .map(upload -> MultipartUpload.builder()
                                .uploadId(upload.string("id").orElse(""))
                                .key(upload.string("key").orElse(""))
                                .initiated(upload.string("createdAt")
                                        .map(Instant::parse)
                                        .orElse(Instant.EPOCH))
                                .build())
                        .toList())
                .build();
    }
}
