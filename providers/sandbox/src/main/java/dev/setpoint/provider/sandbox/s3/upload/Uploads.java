package dev.setpoint.provider.sandbox.s3.upload;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.content.Expiration;
import dev.setpoint.provider.sandbox.s3.content.Md5;
import dev.setpoint.provider.sandbox.s3.content.PartNumbers;
import dev.setpoint.provider.sandbox.s3.content.ReadConditions;
import dev.setpoint.provider.sandbox.s3.content.UploadChecksum;
import dev.setpoint.provider.sandbox.s3.content.WriteConditions;
import dev.setpoint.provider.sandbox.s3.object.Http;
import dev.setpoint.provider.sandbox.s3.object.ObjectPart;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Beginning, parts and abortion of multipart uploads. */
public final class Uploads extends ObjectPart {

    public Uploads(World world) {
        super(world);
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        var bucket = request.bucket();
        buckets.require(bucket);
        var members = SdkShapes.PLAIN.toValue(request);
        var description = described(members);
        var checksum = UploadChecksumType.of(members);
        checkUpload(members);
        var encryption = encryption(members);
        var id = Ids.hex32();
        world.documents()
                .put(
                        S3Buckets.uploads(bucket) + id,
                        checksum.with("id", Value.of(id))
                                .with("key", Value.of(request.key()))
                                .with("encryption", encryption)
                                .with("description", description)
                                .with(
                                        "existed",
                                        Value.of(etag(bucket, request.key()).isPresent()))
                                .with("createdAt", Value.of(world.now().toString())));
        var response = CreateMultipartUploadResponse.builder();
        SdkShapes.PLAIN.take(
                response,
                shown(encryption)
                        .plus(checksum)
                        .plus(abortion(bucket, request.key()))
                        .with("bucket", Value.of(bucket))
                        .with("key", Value.of(request.key()))
                        .with("uploadId", Value.of(id)));
        return response.build();
    }

    private Value.Map abortion(String bucket, String key) {
        return buckets.configuration(bucket, "lifecycle")
                .map(rules -> Expiration.abortion(rules, key, world.now()))
                .orElse(Value.Map.EMPTY);
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        buckets.require(request.bucket());
        var members = SdkShapes.PLAIN.toValue(request);
        var upload = Upload.of(world, members);
        var number = Optional.ofNullable(request.partNumber()).orElse(0);
        PartNumbers.check(number);
        ReadConditions.checkEncryption(members);
        var checksum = UploadChecksum.of(members);
        upload.checksum().filter(wanted -> wanted != checksum.algorithm()).ifPresent(wanted -> {
            throw S3Refusals.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: " + wanted.word()
                    + ", actual checksum Type: " + checksum.algorithm().word());
        });
        checkUpload(members);
        var content = Http.content(body);
        Md5.check(members.string("contentMD5"), content);
        var headers = Value.Map.EMPTY
                .with("eTag", Value.of(etag(content, upload.encryption())))
                .with(checksum.algorithm().member(), Value.of(checksum.checked(content)));
        upload.put(
                number,
                headers.with("partNumber", Value.of(number))
                        .with("size", Value.of(content.length))
                        .with("lastModified", Value.of(world.now().toString()))
                        .with("body", Value.of(Base64.getEncoder().encodeToString(content))));
        var response = UploadPartResponse.builder();
        SdkShapes.PLAIN.take(response, shown(upload.encryption()).plus(headers));
        return response.build();
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        buckets.require(request.bucket());
        if (request.ifMatchInitiatedTime() != null) {
            throw WriteConditions.notImplemented("x-amz-if-match-initiated-time");
        }
        Upload.of(world, SdkShapes.PLAIN.toValue(request)).remove();
        return AbortMultipartUploadResponse.builder().build();
    }
}
