package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.configuration.BucketTags;
import dev.setpoint.provider.sandbox.table.TagForm;
import dev.setpoint.provider.sandbox.world.World;
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
        var version = readable(request.bucket(), request.key(), Optional.ofNullable(request.versionId()));
        var tags = version.map(ObjectDescription.TAGS);
        return GetObjectTaggingResponse.builder()
                .tagSet(BucketTags.RULES.shapes(tags, Tag::builder))
                .build();
    }

    @Override
    public PutObjectTaggingResponse putObjectTagging(PutObjectTaggingRequest request) {
        var tags = TagForm.KEY_VALUE.stored(
                SdkShapes.PLAIN.toValue(request.tagging()).list("tagSet"));
        tag(
                request.bucket(),
                request.key(),
                Optional.ofNullable(request.versionId()),
                ObjectDescription.checkedTags(tags));
        return PutObjectTaggingResponse.builder().build();
    }

    @Override
    public DeleteObjectTaggingResponse deleteObjectTagging(DeleteObjectTaggingRequest request) {
        tag(request.bucket(), request.key(), Optional.ofNullable(request.versionId()), Value.Map.EMPTY);
        return DeleteObjectTaggingResponse.builder().build();
    }

    private void tag(String bucket, String key, Optional<String> versionId, Value.Map tags) {
        var version = readable(bucket, key, versionId);
        save(bucket, key, versions(bucket, key).with(version.with(ObjectDescription.TAGS, tags)));
    }
}
