package dev.setpoint.provider.sandbox.cloudtrail;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.TagRules;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.model.AddTagsRequest;
import software.amazon.awssdk.services.cloudtrail.model.AddTagsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListTagsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListTagsResponse;
import software.amazon.awssdk.services.cloudtrail.model.RemoveTagsRequest;
import software.amazon.awssdk.services.cloudtrail.model.RemoveTagsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ResourceTag;
import software.amazon.awssdk.services.cloudtrail.model.Tag;

/** Tags of trails, which are named by their ARN only. */
final class TrailTags extends TrailPart {

    TrailTags(World world) {
        super(world);
    }

    private Value.Map byArn(String arn) {
        if (!arn.startsWith("arn:")) {
            throw refusal("CloudTrailARNInvalidException", "The resource id " + arn + " is not an ARN.");
        }
        return find(arn)
                .orElseThrow(() -> refusal("ResourceNotFoundException", "The trail " + arn + " does not exist."));
    }

    static Value.Map merged(Value.Map present, List<Tag> added) {
        var tags = present;
        for (var tag : added) {
            tags = tags.with(tag.key(), Value.of(value(tag)));
        }
        var written =
                added.stream().map(tag -> Map.entry(tag.key(), value(tag))).toList();
        TagRules.problem(written, tags.entries().size()).ifPresent(problem -> {
            throw refusal(
                    problem.startsWith("Too many") ? "TagsLimitExceededException" : "InvalidTagParameterException",
                    problem);
        });
        return tags;
    }

    private static String value(Tag tag) {
        return Optional.ofNullable(tag.value()).orElse("");
    }

    @Override
    public AddTagsResponse addTags(AddTagsRequest request) {
        var trail = byArn(request.resourceId());
        save(trail.with("tags", merged(trail.map("tags"), request.tagsList())));
        return AddTagsResponse.builder().build();
    }

    @Override
    public RemoveTagsResponse removeTags(RemoveTagsRequest request) {
        var trail = byArn(request.resourceId());
        var tags = trail.map("tags");
        for (var tag : request.tagsList()) {
            tags = tags.without(tag.key());
        }
        save(trail.with("tags", tags));
        return RemoveTagsResponse.builder().build();
    }

    @Override
    public ListTagsResponse listTags(ListTagsRequest request) {
        return ListTagsResponse.builder()
                .resourceTagList(request.resourceIdList().stream()
                        .map(arn -> ResourceTag.builder()
                                .resourceId(arn)
                                .tagsList(sdk(byArn(arn).map("tags")))
                                .build())
                        .toList())
                .build();
    }

    private static List<Tag> sdk(Value.Map tags) {
        return TagRules.sdk(
                tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
