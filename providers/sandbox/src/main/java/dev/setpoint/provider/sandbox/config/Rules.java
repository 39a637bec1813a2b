package dev.setpoint.provider.sandbox.config;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.TagRules;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.config.model.ConfigRule;
import software.amazon.awssdk.services.config.model.DeleteConfigRuleRequest;
import software.amazon.awssdk.services.config.model.DeleteConfigRuleResponse;
import software.amazon.awssdk.services.config.model.DescribeConfigRulesRequest;
import software.amazon.awssdk.services.config.model.DescribeConfigRulesResponse;
import software.amazon.awssdk.services.config.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.config.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.config.model.Owner;
import software.amazon.awssdk.services.config.model.PutConfigRuleRequest;
import software.amazon.awssdk.services.config.model.PutConfigRuleResponse;
import software.amazon.awssdk.services.config.model.Tag;
import software.amazon.awssdk.services.config.model.TagResourceRequest;
import software.amazon.awssdk.services.config.model.TagResourceResponse;
import software.amazon.awssdk.services.config.model.UntagResourceRequest;
import software.amazon.awssdk.services.config.model.UntagResourceResponse;

/** Rules and their tags. They judge nothing. See behaviour.md#config-rule. */
final class Rules extends ConfigPart {

    private static final String KIND = "rule";
    private static final String TAGS = "tags";
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_PARAMETERS = 1024;

    Rules(World world) {
        super(world);
    }

    private Value.Map rule(String name) {
        return world.known(key(KIND, name))
                .orElseThrow(() -> refusal(
                        "NoSuchConfigRuleException",
                        "The ConfigRule '" + name + "' provided in the request is invalid. Please check the configRule"
                                + " name"));
    }

    @Override
    public PutConfigRuleResponse putConfigRule(PutConfigRuleRequest request) {
        var wanted = request.configRule();
        var name = Optional.ofNullable(wanted.configRuleName()).orElse("");
        if (all(Recorders.KIND).isEmpty()) {
            throw refusal(
                    "NoAvailableConfigurationRecorderException",
                    "Configuration recorder is not available to put a config rule.");
        }
        check(wanted, name);
        var before = world.documents().get(key(KIND, name));
        var id = before.flatMap(found -> found.string("configRuleId"))
                .orElseGet(() -> "config-rule-" + Ids.hex32().substring(0, 6));
        var tags = before.map(found -> found.map(TAGS)).orElseGet(() -> tagged(Value.Map.EMPTY, request.tags()));
        world.documents()
                .put(
                        key(KIND, name),
                        SdkShapes.PLAIN
                                .toValue(wanted)
                                .with("configRuleId", Value.of(id))
                                .with("configRuleArn", Value.of(world.arn("config", "config-rule/" + id)))
                                .with("configRuleState", Value.of("ACTIVE"))
                                .with(TAGS, tags));
        return PutConfigRuleResponse.builder().build();
    }

    private static void check(ConfigRule wanted, String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw invalid("The name of a rule has 1 to " + LONGEST_NAME + " characters.");
        }
        if (wanted.source().owner() != Owner.AWS
                || !wanted.source().sourceIdentifier().matches("[A-Z][A-Z0-9_]*")) {
            throw invalid("The sourceIdentifier " + wanted.source().sourceIdentifier() + " is invalid.");
        }
        var parameters = Optional.ofNullable(wanted.inputParameters()).orElse("");
        if (parameters.length() > LONGEST_PARAMETERS || (!parameters.isEmpty() && !isTexts(parameters))) {
            throw invalid(
                    "Input parameters are a JSON object of texts, of at most " + LONGEST_PARAMETERS + " characters.");
        }
    }

    private static boolean isTexts(String json) {
        return Json.read(json) instanceof Value.Map(var entries)
                && entries.values().stream().allMatch(Value.Str.class::isInstance);
    }

    @Override
    public DescribeConfigRulesResponse describeConfigRules(DescribeConfigRulesRequest request) {
        var names = request.configRuleNames();
        var found = names.isEmpty()
                ? List.copyOf(all(KIND).values())
                : names.stream().map(this::rule).toList();
        return DescribeConfigRulesResponse.builder()
                .configRules(found.stream()
                        .map(rule -> SdkShapes.PLAIN.build(ConfigRule.builder(), rule.without(TAGS)))
                        .toList())
                .build();
    }

    @Override
    public DeleteConfigRuleResponse deleteConfigRule(DeleteConfigRuleRequest request) {
        rule(request.configRuleName());
        world.documents().remove(key(KIND, request.configRuleName()));
        return DeleteConfigRuleResponse.builder().build();
    }

    private Value.Map byArn(String arn) {
        return all(KIND).values().stream()
                .filter(rule -> rule.string("configRuleArn").equals(Optional.of(arn)))
                .findFirst()
                .orElseThrow(() -> refusal("ResourceNotFoundException", "ResourceArn '" + arn + "' does not exist"));
    }

    private static Value.Map tagged(Value.Map present, List<Tag> added) {
        var tags = present;
        for (var tag : added) {
            tags = tags.with(tag.key(), Value.of(tag.value()));
        }
        var entries =
                added.stream().map(tag -> Map.entry(tag.key(), tag.value())).toList();
        TagRules.problem(entries, tags.entries().size()).ifPresent(problem -> {
            throw refusal("ValidationException", problem);
        });
        return tags;
    }

    private void save(Value.Map rule, Value.Map tags) {
        world.documents().put(key(KIND, rule.string("configRuleName").orElse("")), rule.with(TAGS, tags));
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        var rule = byArn(request.resourceArn());
        save(rule, tagged(rule.map(TAGS), request.tags()));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        var rule = byArn(request.resourceArn());
        var tags = rule.map(TAGS);
        for (var key : request.tagKeys()) {
            tags = tags.without(key);
        }
        save(rule, tags);
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        var tags = byArn(request.resourceArn()).map(TAGS);
        return ListTagsForResourceResponse.builder()
                .tags(TagRules.sdk(
                        tags,
                        (key, value) -> Tag.builder().key(key).value(value).build()))
                .build();
    }
}
