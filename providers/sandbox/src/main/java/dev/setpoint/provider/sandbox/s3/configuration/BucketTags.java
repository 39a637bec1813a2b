package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.Submission;
import dev.setpoint.provider.sandbox.table.TagForm;
import dev.setpoint.provider.sandbox.table.TagRules;
import dev.setpoint.provider.sandbox.world.Service;
import java.util.Optional;

/** Tags of buckets, stored and deleted as a whole. See behaviour.md#s3-tags. */
public final class BucketTags {

    public static final String NAME = "tags";

    public static final TagRules RULES =
            new TagRules(TagForm.KEY_VALUE, new Refusal(Service.S3, "InvalidTag", 400, "%s"));

    private static final String TAG_SET = "tagSet";

    private BucketTags() {}

    static Optional<Value.Map> accepted(Submission submission) {
        var tags = submission
                .content()
                .flatMap(tagging -> tagging.get(TAG_SET))
                .map(written -> RULES.merged(Value.Map.EMPTY, written));
        return tags.filter(stored -> !stored.entries().isEmpty());
    }

    static Value.Map shown(Value.Map tags) {
        return Value.Map.EMPTY.with(TAG_SET, RULES.written(tags));
    }
}
