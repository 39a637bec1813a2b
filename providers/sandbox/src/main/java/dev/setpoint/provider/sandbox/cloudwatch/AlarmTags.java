package dev.setpoint.provider.sandbox.cloudwatch;

import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.TagForm;
import dev.setpoint.provider.sandbox.table.TagOperations;
import dev.setpoint.provider.sandbox.table.TagRules;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;

/** Tags of alarms, which are named by their ARN. */
final class AlarmTags {

    static final TagRules RULES =
            new TagRules(TagForm.KEY_VALUE, new Refusal(Service.CLOUDWATCH, "InvalidParameterValue", 400, "%s"));

    private static final Refusal INVALID_ARN =
            new Refusal(Service.CLOUDWATCH, "InvalidParameterValue", 400, "The value %s for ResourceARN is invalid.");
    private static final Refusal NOT_FOUND =
            new Refusal(Service.CLOUDWATCH, "ResourceNotFoundException", 404, "The resource %s does not exist.");

    private static final TagOperations ALARMS =
            new TagOperations(RULES, "resourceARN", AlarmTags::document, AlarmTags::readable);

    static final List<Operation> OPERATIONS =
            List.of(ALARMS.add("tagResource"), ALARMS.remove("untagResource"), ALARMS.list("listTagsForResource"));

    /** An alarm that is gone still has a list of tags, which is empty. */
    private static String readable(World world, String arn) {
        var prefix = world.arn("cloudwatch", "alarm:");
        if (!arn.startsWith(prefix)) {
            throw INVALID_ARN.exception(arn);
        }
        return CloudWatchPart.alarmKey(world, arn.substring(prefix.length()));
    }

    private AlarmTags() {}

    private static String document(World world, String arn) {
        var key = readable(world, arn);
        if (world.known(key).isEmpty()) {
            throw NOT_FOUND.exception(arn);
        }
        return key;
    }
}
