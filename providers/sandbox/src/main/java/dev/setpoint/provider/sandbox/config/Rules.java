package dev.setpoint.provider.sandbox.config;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.config.model.ConfigRule;
import software.amazon.awssdk.services.config.model.DeleteConfigRuleRequest;
import software.amazon.awssdk.services.config.model.DeleteConfigRuleResponse;
import software.amazon.awssdk.services.config.model.DescribeConfigRulesRequest;
import software.amazon.awssdk.services.config.model.DescribeConfigRulesResponse;
import software.amazon.awssdk.services.config.model.GetCustomRulePolicyRequest;
import software.amazon.awssdk.services.config.model.GetCustomRulePolicyResponse;
import software.amazon.awssdk.services.config.model.Owner;
import software.amazon.awssdk.services.config.model.PutConfigRuleRequest;
import software.amazon.awssdk.services.config.model.PutConfigRuleResponse;
import software.amazon.awssdk.services.config.model.Scope;

/** Rules. They evaluate nothing. See behaviour.md#config-rule. */
final class Rules extends ConfigPart {

    static final String KIND = "rule";
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
        var source = RuleSources.checked(Optional.ofNullable(wanted.source()));
        var before = world.documents().get(key(KIND, name));
        var id = before.flatMap(found -> found.string("configRuleId"))
                .orElseGet(() -> "config-rule-" + Ids.hex32().substring(0, 6));
        var tags = before.map(found -> found.map(TAGS)).orElseGet(() -> RuleTags.RULES.created(request));
        world.documents()
                .put(
                        key(KIND, name),
                        SdkShapes.PLAIN
                                .toValue(wanted.toBuilder().source(source).build())
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
        checkTrigger(wanted);
        checkScope(Optional.ofNullable(wanted.scope()));
        var parameters = Optional.ofNullable(wanted.inputParameters()).orElse("");
        if (parameters.length() > LONGEST_PARAMETERS || (!parameters.isEmpty() && !isTexts(parameters))) {
            throw invalid(
                    "Input parameters are a JSON object of texts, of at most " + LONGEST_PARAMETERS + " characters.");
        }
    }

    private static void checkTrigger(ConfigRule wanted) {
        if (wanted.source().owner() != Owner.AWS) {
            return;
        }
        var identifier = wanted.source().sourceIdentifier();
        if (wanted.maximumExecutionFrequency() != null && ManagedRules.isTriggeredByChanges(identifier)) {
            throw invalid(
                    "A maximum execution frequency for this rule is not allowed because only a change in resources"
                            + " triggers this managed rule.");
        }
        if (wanted.scope() != null && ManagedRules.isPeriodic(identifier)) {
            throw invalid("Scope is not allowed for the periodic rule " + identifier + ".");
        }
    }

    private static void checkScope(Optional<Scope> scope) {
        if (scope.filter(some -> some.tagValue() != null && some.tagKey() == null)
                .isPresent()) {
            throw invalid("A tag value in the scope needs a tag key.");
        }
        if (scope.filter(some -> some.complianceResourceId() != null
                        && some.complianceResourceTypes().size() != 1)
                .isPresent()) {
            throw invalid("A resource id in the scope needs exactly one resource type.");
        }
    }

    private static boolean isTexts(String json) {
        try {
            return Json.read(json) instanceof Value.Map(var entries)
                    && entries.values().stream().allMatch(Value.Str.class::isInstance);
        } catch (IllegalArgumentException notJson) {
            return false;
        }
    }

    @Override
    public DescribeConfigRulesResponse describeConfigRules(DescribeConfigRulesRequest request) {
        var names = request.configRuleNames();
        var found = names.isEmpty()
                ? List.copyOf(all(KIND).values())
                : names.stream().map(this::rule).toList();
        var page = PAGES.page(
                request,
                found.stream()
                        .map(Rules::described)
                        .sorted(Comparator.comparing(ConfigRule::configRuleName))
                        .toList(),
                ConfigRule::configRuleName);
        return DescribeConfigRulesResponse.builder()
                .configRules(page.items())
                .nextToken(page.nextMarker())
                .build();
    }

    /** Returns the rule without the text of its policy, which a request of its own reads. */
    private static ConfigRule described(Value.Map rule) {
        var shape = SdkShapes.PLAIN.build(ConfigRule.builder(), rule.without(TAGS));
        var policy = Optional.ofNullable(shape.source().customPolicyDetails());
        return policy.isEmpty()
                ? shape
                : shape.toBuilder()
                        .source(shape.source().toBuilder()
                                .customPolicyDetails(policy.get().toBuilder()
                                        .policyText(null)
                                        .build())
                                .build())
                        .build();
    }

    @Override
    public GetCustomRulePolicyResponse getCustomRulePolicy(GetCustomRulePolicyRequest request) {
        var details = rule(Optional.ofNullable(request.configRuleName()).orElse(""))
                .map("source")
                .map("customPolicyDetails");
        var response = GetCustomRulePolicyResponse.builder();
        details.string("policyText").ifPresent(response::policyText);
        return response.build();
    }

    @Override
    public DeleteConfigRuleResponse deleteConfigRule(DeleteConfigRuleRequest request) {
        rule(request.configRuleName());
        world.documents().remove(key(KIND, request.configRuleName()));
        return DeleteConfigRuleResponse.builder().build();
    }
}
