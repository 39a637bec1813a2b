package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.TagRules;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** Tags of buckets. See behaviour.md#s3-tags. */
final class Tags extends S3Part {

    static final String NAME = "tags";

    Tags(World world) {
        super(world);
    }

    @Override
    public GetBucketTaggingResponse getBucketTagging(GetBucketTaggingRequest request) {
        bucket(request.bucket());
        var tags = configuration(request.bucket(), NAME)
                .orElseThrow(() -> notConfigured("NoSuchTagSet", "The TagSet does not exist"));
        return GetBucketTaggingResponse.builder()
                .tagSet(TagRules.sdk(
                        tags,
                        (key, value) -> Tag.builder().key(key).value(value).build()))
                .build();
    }

    @Override
    public PutBucketTaggingResponse putBucketTagging(PutBucketTaggingRequest request) {
        bucket(request.bucket());
        var tags = checked(request.tagging().tagSet());
        if (tags.entries().isEmpty()) {
            unconfigure(request.bucket(), NAME);
        } else {
            configure(request.bucket(), NAME, tags);
        }
        return PutBucketTaggingResponse.builder().build();
    }

    static Value.Map checked(List<Tag> written) {
        var tags = Value.Map.EMPTY;
        for (var tag : written) {
            tags = tags.with(tag.key(), Value.of(tag.value()));
        }
        var entries =
                written.stream().map(tag -> Map.entry(tag.key(), tag.value())).toList();
        TagRules.problem(entries, written.size()).ifPresent(problem -> {
            throw refusal("InvalidTag", 400, problem);
        });
        return tags;
    }

    @Override
    public DeleteBucketTaggingResponse deleteBucketTagging(DeleteBucketTaggingRequest request) {
        bucket(request.bucket());
        unconfigure(request.bucket(), NAME);
        return DeleteBucketTaggingResponse.builder().build();
    }
}
