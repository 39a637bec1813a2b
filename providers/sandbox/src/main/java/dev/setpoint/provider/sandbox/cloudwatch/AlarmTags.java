package dev.setpoint.provider.sandbox.cloudwatch;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.TagRules;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceResponse;

/** Tags of alarms, which are named by their ARN. */
final class AlarmTags extends CloudWatchPart {

    AlarmTags(World world) {
        super(world);
    }

    private String key(String arn) {
        var prefix = world.arn("cloudwatch", "alarm:");
        if (!arn.startsWith(prefix)) {
            throw refusal("InvalidParameterValue", 400, "The value " + arn + " for ResourceARN is invalid.");
        }
        return alarmKey(arn.substring(prefix.length()));
    }

    private Value.Map document(String arn) {
        return world.known(key(arn))
                .orElseThrow(
                        () -> refusal("ResourceNotFoundException", 404, "The resource " + arn + " does not exist."));
    }

    private void save(String arn, Value.Map tags) {
        world.documents().put(key(arn), document(arn).with("tags", tags));
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
            throw refusal("InvalidParameterValue", 400, problem);
        });
        return tags;
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        save(request.resourceARN(), merged(document(request.resourceARN()).map("tags"), request.tags()));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        var tags = document(request.resourceARN()).map("tags");
        for (var key : request.tagKeys()) {
            tags = tags.without(key);
        }
        save(request.resourceARN(), tags);
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        var tags = document(request.resourceARN()).map("tags");
        return ListTagsForResourceResponse.builder()
                .tags(TagRules.sdk(
                        tags,
                        (key, value) -> Tag.builder().key(key).value(value).build()))
                .build();
    }
}
