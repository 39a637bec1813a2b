package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.content.TagSet;
import dev.setpoint.provider.sandbox.table.Submission;
import dev.setpoint.provider.sandbox.table.TagForm;
import java.util.Optional;

/** Tags of buckets, stored and deleted as a whole. See behaviour.md#s3-tags. */
public final class BucketTags {

    public static final String NAME = "tags";

    private static final String TAG_SET = "tagSet";

    private BucketTags() {}

    /** Returns the tags of a request, which may have no set; empty for none, which removes those that are there. */
    static Optional<Value.Map> accepted(Submission submission) {
        return submission
                .content()
                .filter(tagging -> tagging.has(TAG_SET))
                .map(TagSet.BUCKET::of)
                .filter(tags -> !tags.entries().isEmpty());
    }

    static Value.Map shown(Value.Map tags) {
        return Value.Map.EMPTY.with(TAG_SET, TagForm.KEY_VALUE.write(tags));
    }
}
