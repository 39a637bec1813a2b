package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.content.Md5;
import dev.setpoint.provider.sandbox.s3.content.UploadChecksum;
import dev.setpoint.provider.sandbox.s3.content.WriteConditions;
import dev.setpoint.provider.sandbox.world.World;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Uploads of objects in one request. See behaviour.md#s3-object. */
public final class ObjectWrites extends ObjectPart {

    public ObjectWrites(World world) {
        super(world);
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        var bucket = request.bucket();
        buckets.require(bucket);
        var members = SdkShapes.PLAIN.toValue(request);
        var description = described(members);
        var checksum = UploadChecksum.of(members);
        checkUpload(members);
        WriteConditions.check(members, etag(bucket, request.key()));
        var encryption = encryption(members);
        var content = Http.content(body);
        Md5.check(members.string("contentMD5"), content);
        var version = write(
                bucket,
                request.key(),
                content,
                encryption
                        .plus(description)
                        .with(checksum.algorithm().member(), Value.of(checksum.checked(content)))
                        .with("etag", Value.of(etag(content, encryption))));
        var response = PutObjectResponse.builder();
        SdkShapes.PLAIN.take(response, headers(bucket, request.key(), version));
        response.sdkHttpResponse(Http.response(Http.OK, world.now()));
        return response.build();
    }
}
