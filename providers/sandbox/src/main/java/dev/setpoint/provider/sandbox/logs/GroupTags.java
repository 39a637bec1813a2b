package dev.setpoint.provider.sandbox.logs;

import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.TagForm;
import dev.setpoint.provider.sandbox.table.TagOperations;
import dev.setpoint.provider.sandbox.table.TagRules;
import dev.setpoint.provider.sandbox.world.LogGroups;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;

/** Tags of log groups. */
final class GroupTags {

    static final TagRules RULES = new TagRules(
            TagForm.MAP,
            new Refusal(Service.LOGS, "InvalidParameterException", 400, "%s"),
            new Refusal(Service.LOGS, "TooManyTagsException", 400, "%s"));

    private static final TagOperations GROUPS = new TagOperations(RULES, "resourceArn", GroupTags::document);

    static final List<Operation> OPERATIONS =
            List.of(GROUPS.add("tagResource"), GROUPS.remove("untagResource"), GROUPS.list("listTagsForResource"));

    private GroupTags() {}

    private static String document(World world, String arn) {
        var name = LogsPart.named(world, arn);
        LogsPart.group(world, name);
        return LogGroups.key(world.region(), name);
    }
}
