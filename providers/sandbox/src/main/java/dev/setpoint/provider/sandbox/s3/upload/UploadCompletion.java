package dev.setpoint.provider.sandbox.s3.upload;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.content.WriteConditions;
import dev.setpoint.provider.sandbox.s3.object.ObjectPart;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Completion of multipart uploads, which may be asked for again. See behaviour.md#s3-multipart. */
public final class UploadCompletion extends ObjectPart {

    public UploadCompletion(World world) {
        super(world);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        var bucket = request.bucket();
        buckets.require(bucket);
        var members = SdkShapes.PLAIN.toValue(request);
        var wanted = Members.maps(members.map("multipartUpload"), "parts");
        if (members.has("multipartUpload") && wanted.isEmpty()) {
            throw S3Refusals.malformedXml();
        }
        var done = S3Buckets.completed(bucket) + members.string("uploadId").orElse("");
        var before = world.known(done).filter(answer -> answer.string("key").equals(members.string("key")));
        var answer = before.orElseGet(() -> complete(Upload.of(world, members), members));
        if (before.isEmpty()) {
            world.documents().put(done, answer);
        }
        var response = CompleteMultipartUploadResponse.builder();
        SdkShapes.PLAIN.take(response, answer);
        return response.build();
    }

    /** @return the members of the answer */
    private Value.Map complete(Upload upload, Value.Map request) {
        if (!request.has("multipartUpload")) {
            throw S3Refusals.invalidRequest("You must specify at least one part");
        }
        var bucket = upload.bucket();
        checkUpload(request);
        checkConditions(upload, request);
        var parts = PartList.of(upload, request);
        var content = parts.content();
        var version = write(
                bucket,
                upload.key(),
                content,
                upload.encryption()
                        .plus(upload.document().map("description"))
                        .plus(parts.checksum(content))
                        .with("parts", parts.sizes())
                        .with("etag", Value.of(parts.etag())));
        upload.remove();
        return headers(bucket, upload.key(), version)
                .with("bucket", Value.of(bucket))
                .with("key", Value.of(upload.key()))
                .with("location", Value.of(location(bucket, upload.key())));
    }

    private String location(String bucket, String key) {
        return "https://" + bucket + ".s3." + world.region()
                + (world.partition().equals("aws-cn") ? ".amazonaws.com.cn/" : ".amazonaws.com/")
                + SdkHttpUtils.urlEncodeIgnoreSlashes(key);
    }

    /** Checks the conditions of the request: also of what happened to the object since the upload began. */
    private void checkConditions(Upload upload, Value.Map request) {
        WriteConditions.checkForm(request);
        var current = current(upload.bucket(), upload.key());
        WriteConditions.check(request, current.flatMap(version -> version.string("etag")));
        var replaced = current.flatMap(version -> version.string("modifiedAt"))
                .map(Instant::parse)
                .filter(upload.initiated()::isBefore)
                .isPresent();
        var deleted = current.isEmpty() && upload.document().bool("existed").orElse(false);
        if ((request.has("ifMatch") && replaced) || (request.has("ifNoneMatch") && deleted)) {
            throw S3Refusals.refusal(
                    "ConditionalRequestConflict",
                    409,
                    "The conditional request cannot succeed due to a conflicting operation against this resource.");
        }
    }
}
