package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.content.TagSet;
import dev.setpoint.provider.sandbox.table.TagForm;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** Tags of objects. They belong to a version and change without a new version. */
public final class ObjectTags extends ObjectPart {

    public ObjectTags(World world) {
        super(world);
    }

    @Override
    public GetObjectTaggingResponse getObjectTagging(GetObjectTaggingRequest request) {
        var version = settable(request.bucket(), request.key(), Optional.ofNullable(request.versionId()));
        checkAllowed(request.bucket(), "s3:GetObjectTagging", request.key(), Map.of());
        var response = GetObjectTaggingResponse.builder()
                .tagSet(TagForm.KEY_VALUE.shapes(version.map(ObjectDescription.TAGS), Tag::builder));
        versionId(request.bucket(), version).ifPresent(response::versionId);
        return response.build();
    }

    @Override
    public PutObjectTaggingResponse putObjectTagging(PutObjectTaggingRequest request) {
        buckets.require(request.bucket());
        var tags = TagSet.OBJECT.of(
                SdkShapes.PLAIN.toValue(Optional.ofNullable(request.tagging()).orElseThrow(S3Refusals::malformedXml)));
        checkAllowed(request.bucket(), "s3:PutObjectTagging", request.key(), Map.of());
        var response = PutObjectTaggingResponse.builder();
        tag(request.bucket(), request.key(), Optional.ofNullable(request.versionId()), tags)
                .ifPresent(response::versionId);
        return response.build();
    }

    @Override
    public DeleteObjectTaggingResponse deleteObjectTagging(DeleteObjectTaggingRequest request) {
        buckets.require(request.bucket());
        checkAllowed(request.bucket(), "s3:DeleteObjectTagging", request.key(), Map.of());
        var response = DeleteObjectTaggingResponse.builder();
        tag(request.bucket(), request.key(), Optional.ofNullable(request.versionId()), Value.Map.EMPTY)
                .ifPresent(response::versionId);
        return response.build();
    }

    /** @return the id of the version, for the answer */
    private Optional<String> tag(String bucket, String key, Optional<String> versionId, Value.Map tags) {
        var version = settable(bucket, key, versionId);
        save(bucket, key, versions(bucket, key).with(version.with(ObjectDescription.TAGS, tags)));
        return versionId(bucket, version);
    }

    private Optional<String> versionId(String bucket, Value.Map version) {
        return buckets.configuration(bucket, S3Buckets.VERSIONING).map(_ -> ObjectVersions.id(version));
    }
}
