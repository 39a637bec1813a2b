package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.TagForm;
import dev.setpoint.provider.sandbox.table.TagOperations;
import dev.setpoint.provider.sandbox.table.TagRules;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;

/** Tags of topics. */
final class TopicTags {

    static final TagRules RULES = new TagRules(
            TagForm.KEY_VALUE,
            new Refusal(Service.SNS, "InvalidParameter", 400, "Invalid parameter: %s"),
            new Refusal(Service.SNS, "TagLimitExceeded", 400, "%s"));

    private static final Refusal NOT_FOUND =
            new Refusal(Service.SNS, "ResourceNotFound", 404, "Resource does not exist");

    private static final TagOperations TOPICS = new TagOperations(RULES, "resourceArn", TopicTags::document);

    static final List<Operation> OPERATIONS =
            List.of(TOPICS.add("tagResource"), TOPICS.remove("untagResource"), TOPICS.list("listTagsForResource"));

    private TopicTags() {}

    private static String document(World world, String arn) {
        return SnsPart.find(world, arn)
                .map(topic -> SnsPart.topicKey(world, SnsPart.name(topic)))
                .orElseThrow(NOT_FOUND::exception);
    }
}
