package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.configuration.NotConfigured;
import dev.setpoint.provider.aws.shape.Tags;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/** Tags. S3 keeps its own ({@code aws:…}) through a Put and refuses to be sent them. See behaviour.md#s3-tags. */
final class BucketTags implements BucketFacet {

    @Override
    public String property() {
        return "tags";
    }

    /** An empty map when there are none. */
    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        var tags = Errors.unless(
                        NotConfigured.as("NoSuchTagSet", "NoSuchTagSetError"),
                        () -> s3.getBucketTagging(r -> r.bucket(bucket)).tagSet())
                .map(Tags::fromSdk)
                .orElse(Map.of());
        return Optional.of(Tags.toValue(tags));
    }

    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        var tags = Tags.wanted(Value.Map.EMPTY.with(property(), desired));
        if (tags.isEmpty()) {
            remove(s3, bucket);
            return;
        }
        var set = Tags.toSdk(tags, Tag::builder);
        s3.putBucketTagging(r -> r.bucket(bucket).tagging(t -> t.tagSet(set)));
    }

    @Override
    public void remove(S3Client s3, String bucket) {
        s3.deleteBucketTagging(r -> r.bucket(bucket));
    }

    /** A tag too many shows that the old ones are still being read. */
    @Override
    public boolean shows(Value live, Value desired) {
        return live.equals(desired.revealedDeep());
    }
}
