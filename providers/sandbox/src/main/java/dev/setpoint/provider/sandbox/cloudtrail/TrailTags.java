package dev.setpoint.provider.sandbox.cloudtrail;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.TagForm;
import dev.setpoint.provider.sandbox.table.TagOperations;
import dev.setpoint.provider.sandbox.table.TagRules;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;

/** Tags of trails, which are named by their ARN only. */
final class TrailTags {

    static final TagRules RULES = new TagRules(
            TagForm.KEY_VALUE,
            new Refusal(Service.CLOUDTRAIL, "InvalidTagParameterException", 400, "%s"),
            new Refusal(Service.CLOUDTRAIL, "TagsLimitExceededException", 400, "%s"));

    private static final Refusal INVALID_ARN =
            new Refusal(Service.CLOUDTRAIL, "CloudTrailARNInvalidException", 400, "The resource id %s is not an ARN.");
    private static final Refusal NOT_FOUND =
            new Refusal(Service.CLOUDTRAIL, "ResourceNotFoundException", 400, "The trail %s does not exist.");

    private static final TagOperations TRAILS = new TagOperations(RULES, "resourceId", TrailTags::document);

    static final List<Operation> OPERATIONS = List.of(
            TRAILS.add("addTags", "tagsList"),
            TRAILS.remove("removeTags", "tagsList"),
            new Operation("listTags", TrailTags::list));

    private TrailTags() {}

    private static Value.Map trail(World world, String arn) {
        if (!arn.startsWith("arn:")) {
            throw INVALID_ARN.exception(arn);
        }
        return TrailPart.find(world, arn).orElseThrow(() -> NOT_FOUND.exception(arn));
    }

    private static String document(World world, String arn) {
        var trail = trail(world, arn);
        return TrailPart.key(TrailPart.region(trail), TrailPart.name(trail));
    }

    private static Value.Map list(World world, Value.Map request) {
        return Value.Map.EMPTY.with(
                "resourceTagList",
                Value.of(Members.texts(request, "resourceIdList").stream()
                        .map(arn -> Value.Map.EMPTY
                                .with("resourceId", Value.of(arn))
                                .with(
                                        "tagsList",
                                        RULES.written(trail(world, arn).map("tags"))))
                        .toList()));
    }
}
