package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.TagRules;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/** Tags of topics. */
final class TopicTags extends SnsPart {

    TopicTags(World world) {
        super(world);
    }

    private Value.Map tagged(String arn) {
        return find(arn).orElseThrow(() -> refusal("ResourceNotFound", 404, "Resource does not exist"));
    }

    /** Tags with others laid over them. */
    static Value.Map merged(Value.Map present, List<Tag> added) {
        var tags = present;
        for (var tag : added) {
            tags = tags.with(tag.key(), Value.of(tag.value()));
        }
        var written =
                added.stream().map(tag -> Map.entry(tag.key(), tag.value())).toList();
        TagRules.problem(written, tags.entries().size()).ifPresent(problem -> {
            throw problem.startsWith("Too many") ? refusal("TagLimitExceeded", 400, problem) : invalid(problem);
        });
        return tags;
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        var topic = tagged(request.resourceArn());
        saveTopic(topic.with("tags", merged(topic.map("tags"), request.tags())));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        var topic = tagged(request.resourceArn());
        var tags = topic.map("tags");
        for (var key : request.tagKeys()) {
            tags = tags.without(key);
        }
        saveTopic(topic.with("tags", tags));
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        var tags = texts(tagged(request.resourceArn()).map("tags")).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return ListTagsForResourceResponse.builder().tags(tags).build();
    }
}
