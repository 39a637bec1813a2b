package dev.setpoint.provider.aws.config;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.ReadBack;
import dev.setpoint.provider.aws.shape.JsonDocuments;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.aws.shape.Tags;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.config.model.ConfigRuleState;
import software.amazon.awssdk.services.config.model.PutConfigRuleRequest;
import software.amazon.awssdk.services.config.model.Tag;

/** A rule in use in a region: a managed one of AWS, a function or a policy. See behaviour.md#config-rule. */
public final class ConfigRule extends ConfigType<software.amazon.awssdk.services.config.model.ConfigRule> {

    private static final Predicate<ProviderException> GONE = code("NoSuchConfigRuleException");

    private static final Predicate<ProviderException> NOT_READY =
            code("InsufficientPermissionsException", "NoAvailableConfigurationRecorderException");

    /** A new rule is seen before its tags are. */
    private static final Predicate<ProviderException> NO_TAGS_YET = code("ResourceNotFoundException");

    private static final Predicate<ProviderException> IN_USE = code("ResourceInUseException");

    private static final Settled DELETED = new Settled(2, Duration.ofSeconds(2), Duration.ofMinutes(5));

    private static final SdkShapes RULE = SdkShapes.renaming(Map.of(
            "name", "ConfigRuleName",
            "arn", "ConfigRuleArn",
            "ruleId", "ConfigRuleId",
            "resourceTypes", "ComplianceResourceTypes",
            "resourceId", "ComplianceResourceId"));

    /** Members of a rule that a request does not set, or that this class sets itself. */
    private static final Set<String> TOLD =
            Set.of("arn", "ruleId", "configRuleState", "createdBy", "source", "inputParameters");

    private static final String DESCRIPTION = "description";
    private static final String PARAMETERS = "inputParameters";
    private static final String SCOPE = "scope";
    private static final String TAGS = "tags";

    public ConfigRule(Aws aws) {
        super(aws, "rule", GONE);
    }

    @Override
    protected Optional<software.amazon.awssdk.services.config.model.ConfigRule> described(Identity id, Call call) {
        return Errors.found(
                GONE,
                () -> aws.config(call).describeConfigRules(r -> r.configRuleNames(id.value())).configRules().stream()
                        .filter(rule -> rule.configRuleState() != ConfigRuleState.DELETING)
                        .findFirst());
    }

    @Override
    protected Value.Map properties(
            Identity id, software.amazon.awssdk.services.config.model.ConfigRule rule, PropertySet wanted, Call call) {
        var all = RULE.toValue(rule);
        var live = new LinkedHashMap<>(all.entries());
        live.putAll(RuleSource.read(
                rule.source(), () -> wanted.contains(RuleSource.POLICY) ? policyText(id, call) : Optional.empty()));
        live.put(PARAMETERS, parameters(all.string(PARAMETERS)));
        live.remove(DESCRIPTION, Value.of(""));
        live.remove(SCOPE, Value.Map.EMPTY);
        if (wanted.contains(TAGS)) {
            live.put(TAGS, Tags.toValue(tags(rule.configRuleArn(), call)));
        }
        return new Value.Map(live);
    }

    private Optional<String> policyText(Identity id, Call call) {
        return Errors.unless(
                GONE,
                () -> aws.config(call)
                        .getCustomRulePolicy(r -> r.configRuleName(id.value()))
                        .policyText());
    }

    /** AWS keeps a text of JSON, with every value a text. */
    private static Value parameters(Optional<String> text) {
        return text.filter(json -> !json.isBlank())
                .map(JsonDocuments::parse)
                .filter(Value.Map.class::isInstance)
                .orElse(Value.Map.EMPTY);
    }

    private Map<String, String> tags(String arn, Call call) {
        return Errors.unless(
                        NO_TAGS_YET,
                        () -> aws.config(call)
                                .listTagsForResource(r -> r.resourceArn(arn))
                                .tags())
                .map(Tags::fromSdk)
                .orElse(Map.of());
    }

    /** Tags are taken only from the request that creates the rule. */
    @Override
    protected void make(Identity id, Value.Map desired, Call call) {
        var request = PutConfigRuleRequest.builder();
        request.configRule(rule -> {
            RULE.take(rule, settings(desired)).configRuleName(id.value()).source(RuleSource.of(desired));
            if (!desired.map(PARAMETERS).equals(Value.Map.EMPTY)) {
                rule.inputParameters(JsonDocuments.text(desired.map(PARAMETERS)));
            }
        });
        var tags = Tags.wanted(desired);
        if (!tags.isEmpty()) {
            request.tags(Tags.toSdk(tags, Tag::builder));
        }
        aws.eventually(call)
                .retry(
                        NOT_READY.or(IN_USE),
                        PROPAGATION,
                        "Config to take the rule",
                        () -> aws.config(call).putConfigRule(request.build()));
    }

    /** Leaves out what AWS tells of a rule and takes in no request. */
    private static Value.Map settings(Value.Map desired) {
        var settings = new LinkedHashMap<>(desired.entries());
        settings.keySet().removeAll(TOLD);
        return new Value.Map(settings);
    }

    @Override
    protected void change(Identity id, Update update, Call call) {
        var onlyTags = update.changed().stream().allMatch(TAGS::equals)
                && update.removed().isEmpty();
        if (!onlyTags) {
            super.change(id, update, call);
        }
        if (update.touches(TAGS)) {
            described(id, call)
                    .ifPresent(rule -> aws.eventually(call)
                            .retry(
                                    NO_TAGS_YET,
                                    PROPAGATION,
                                    "the rule to take tags",
                                    () -> tag(rule.configRuleArn(), Tags.wanted(update.desired()), call)));
        }
    }

    private void tag(String arn, Map<String, String> wanted, Call call) {
        Tags.change(
                tags(arn, call),
                wanted,
                keys -> aws.config(call).untagResource(r -> r.resourceArn(arn).tagKeys(keys)),
                tags -> aws.config(call).tagResource(r -> r.resourceArn(arn).tags(Tags.toSdk(tags, Tag::builder))));
    }

    @Override
    protected boolean shows(Value.Map live, Value.Map desired) {
        return (!desired.has(DESCRIPTION) || live.get(DESCRIPTION).equals(desired.get(DESCRIPTION)))
                && RuleSource.shows(live, desired)
                && ReadBack.covers(live.map(PARAMETERS), desired.map(PARAMETERS))
                && ReadBack.covers(live.map(TAGS), Tags.toValue(Tags.wanted(desired)));
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call)
                .retry(
                        IN_USE,
                        PROPAGATION,
                        "the rule to be at rest",
                        () -> aws.eventually(call).removed(GONE, () -> remove(id, call)));
        awaitGone(id, call);
    }

    @Override
    protected void remove(Identity id, Call call) {
        aws.config(call).deleteConfigRule(r -> r.configRuleName(id.value()));
    }

    /** A rule is seen for as long as it is being deleted. */
    @Override
    protected void awaitGone(Identity id, Call call) {
        aws.eventually(call).until(DELETED, "the rule " + id + " to be gone", () -> isGone(id, call));
    }

    private boolean isGone(Identity id, Call call) {
        return Errors.unless(
                        GONE,
                        () -> aws.config(call)
                                .describeConfigRules(r -> r.configRuleNames(id.value()))
                                .configRules())
                .map(List::isEmpty)
                .orElse(true);
    }
}
