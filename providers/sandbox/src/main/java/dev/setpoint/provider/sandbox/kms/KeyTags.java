package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.TagRules;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;

/** Tags of keys. */
final class KeyTags extends KmsPart {

    KeyTags(World world) {
        super(world);
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        var key = usable(request.keyId());
        save(key, key.document().with("tags", merged(key.document().map("tags"), request.tags())));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        var key = usable(request.keyId());
        var tags = key.document().map("tags");
        for (var name : request.tagKeys()) {
            tags = tags.without(name);
        }
        save(key, key.document().with("tags", tags));
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListResourceTagsResponse listResourceTags(ListResourceTagsRequest request) {
        var key = key(request.keyId());
        return ListResourceTagsResponse.builder()
                .tags(sdk(key.document().map("tags")))
                .truncated(false)
                .build();
    }

    /** Tags with others laid over them. */
    static Value.Map merged(Value.Map present, List<Tag> added) {
        var tags = present;
        for (var tag : added) {
            tags = tags.with(tag.tagKey(), Value.of(tag.tagValue()));
        }
        var written = added.stream()
                .map(tag -> Map.entry(tag.tagKey(), tag.tagValue()))
                .toList();
        TagRules.problem(written, tags.entries().size()).ifPresent(problem -> {
            throw refusal("TagException", problem);
        });
        return tags;
    }

    static List<Tag> sdk(Value.Map tags) {
        return TagRules.sdk(
                tags, (key, value) -> Tag.builder().tagKey(key).tagValue(value).build());
    }
}
