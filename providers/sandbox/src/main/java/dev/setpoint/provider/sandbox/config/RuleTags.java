package dev.setpoint.provider.sandbox.config;

import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.TagForm;
import dev.setpoint.provider.sandbox.table.TagOperations;
import dev.setpoint.provider.sandbox.table.TagRules;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tags of rules, which are named by their ARN. */
final class RuleTags {

    static final TagRules RULES =
            new TagRules(TagForm.KEY_VALUE, new Refusal(Service.CONFIG, "ValidationException", 400, "%s"));

    private static final Refusal NOT_FOUND =
            new Refusal(Service.CONFIG, "ResourceNotFoundException", 400, "ResourceArn '%s' does not exist");

    private static final TagOperations CONFIG_RULES = new TagOperations(RULES, "resourceArn", RuleTags::document);

    static final List<Operation> OPERATIONS = List.of(
            CONFIG_RULES.add("tagResource"),
            CONFIG_RULES.remove("untagResource"),
            CONFIG_RULES.list("listTagsForResource"));

    private RuleTags() {}

    private static String document(World world, String arn) {
        return ConfigPart.all(world, Rules.KIND).entrySet().stream()
                .filter(rule -> rule.getValue().string("configRuleArn").equals(Optional.of(arn)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> NOT_FOUND.exception(arn));
    }
}
