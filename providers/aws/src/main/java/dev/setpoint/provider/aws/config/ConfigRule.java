package dev.setpoint.provider.aws.config;

import static dev.setpoint.provider.aws.call.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.call.Errors;
import dev.setpoint.provider.aws.call.Eventually.Settled;
import dev.setpoint.provider.aws.call.JsonDocuments;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.aws.call.Shown;
import dev.setpoint.provider.aws.call.Tags;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.config.model.ConfigRuleState;
import software.amazon.awssdk.services.config.model.Owner;
import software.amazon.awssdk.services.config.model.PutConfigRuleRequest;
import software.amazon.awssdk.services.config.model.Scope;
import software.amazon.awssdk.services.config.model.Tag;

/** One of AWS's managed rules, at work in a region. See behaviour.md#config-rule. */
public final class ConfigRule implements ResourceType {

    private static final Predicate<ProviderException> GONE = code("NoSuchConfigRuleException");

    private static final Predicate<ProviderException> NOT_READY =
            code("InsufficientPermissionsException", "NoAvailableConfigurationRecorderException");

    /** A new rule is seen before its tags are. */
    private static final Predicate<ProviderException> NO_TAGS_YET = code("ResourceNotFoundException");

    private static final Predicate<ProviderException> IN_USE = code("ResourceInUseException");

    private static final Settled DELETED = new Settled(2, Duration.ofSeconds(2), Duration.ofMinutes(5));

    private static final SdkShapes SCOPE = SdkShapes.renaming(
            Map.of("resourceTypes", "ComplianceResourceTypes", "resourceId", "ComplianceResourceId"));

    private static final String PARAMETERS = "inputParameters";
    private static final String TAGS = "tags";

    private final Aws aws;

    public ConfigRule(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var name = desired.string("name").orElse("");
        Puts.refuse(rule(name, call).isPresent(), "rule", name);
        put(name, desired, call);
        call.identified(new Identity(name));
        return current(name, desired, call);
    }

    private Optional<software.amazon.awssdk.services.config.model.ConfigRule> rule(String name, Call call) {
        return Errors.unless(
                        GONE,
                        () -> aws.config(call).describeConfigRules(r -> r.configRuleNames(name)).configRules().stream()
                                .filter(rule -> rule.configRuleState() != ConfigRuleState.DELETING)
                                .findFirst())
                .flatMap(found -> found);
    }

    /** Tags are taken from the request that makes the rule alone. */
    private void put(String name, Value.Map desired, Call call) {
        var request = PutConfigRuleRequest.builder();
        request.configRule(rule -> {
            rule.configRuleName(name)
                    .source(source -> source.owner(Owner.AWS)
                            .sourceIdentifier(desired.string("sourceIdentifier").orElse("")));
            desired.string("description").ifPresent(rule::description);
            desired.string("maximumExecutionFrequency").ifPresent(rule::maximumExecutionFrequency);
            if (!desired.map(PARAMETERS).equals(Value.Map.EMPTY)) {
                rule.inputParameters(JsonDocuments.text(desired.map(PARAMETERS)));
            }
            if (desired.has("scope")) {
                rule.scope(SCOPE.build(Scope.builder(), desired.map("scope")));
            }
        });
        var tags = Tags.wanted(desired);
        if (!tags.isEmpty()) {
            request.tags(sdkTags(tags));
        }
        aws.eventually(call)
                .retry(
                        NOT_READY.or(IN_USE),
                        Puts.PROPAGATION,
                        "Config to take the rule",
                        () -> aws.config(call).putConfigRule(request.build()));
    }

    private static List<Tag> sdkTags(Map<String, String> tags) {
        return Tags.toSdk(
                tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return rule(id.value(), call).map(rule -> {
            var live = new LinkedHashMap<String, Value>();
            live.put("name", Value.of(rule.configRuleName()));
            live.put("sourceIdentifier", Value.of(rule.source().sourceIdentifier()));
            Optional.ofNullable(rule.description())
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> live.put("description", Value.of(text)));
            Optional.ofNullable(rule.maximumExecutionFrequencyAsString())
                    .ifPresent(often -> live.put("maximumExecutionFrequency", Value.of(often)));
            live.put(PARAMETERS, parameters(Optional.ofNullable(rule.inputParameters())));
            Optional.ofNullable(rule.scope())
                    .map(SCOPE::toValue)
                    .filter(scope -> !scope.equals(Value.Map.EMPTY))
                    .ifPresent(scope -> live.put("scope", scope));
            live.keySet().removeIf(property -> !wanted.contains(property));
            if (wanted.contains(TAGS)) {
                live.put(TAGS, Tags.toValue(tags(rule.configRuleArn(), call)));
            }
            live.put("arn", Value.of(rule.configRuleArn()));
            live.put("ruleId", Value.of(rule.configRuleId()));
            return new Value.Map(live);
        });
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
                .map(tags -> Tags.fromSdk(tags, Tag::key, Tag::value))
                .orElse(Map.of());
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        var onlyTags = update.changed().stream().allMatch(TAGS::equals)
                && update.removed().isEmpty();
        if (!onlyTags) {
            put(id.value(), update.desired(), call);
        }
        if (update.touches(TAGS)) {
            rule(id.value(), call)
                    .ifPresent(rule -> aws.eventually(call)
                            .retry(
                                    NO_TAGS_YET,
                                    Puts.PROPAGATION,
                                    "the rule to take tags",
                                    () -> tag(rule.configRuleArn(), Tags.wanted(update.desired()), call)));
        }
        return current(id.value(), update.desired(), call);
    }

    private void tag(String arn, Map<String, String> wanted, Call call) {
        var change = Tags.Change.between(tags(arn, call), wanted);
        if (!change.unset().isEmpty()) {
            aws.config(call).untagResource(r -> r.resourceArn(arn).tagKeys(change.unset()));
        }
        if (!change.set().isEmpty()) {
            aws.config(call).tagResource(r -> r.resourceArn(arn).tags(sdkTags(change.set())));
        }
    }

    private Value.Map current(String name, Value.Map desired, Call call) {
        var wanted = new PropertySet(desired.entries().keySet());
        return Shown.settled(
                aws.eventually(call),
                Puts.SEEN,
                "the rule " + name,
                live -> live.get("description").equals(desired.get("description"))
                        && Shown.covers(live.map(PARAMETERS), desired.map(PARAMETERS))
                        && Shown.covers(live.map(TAGS), Tags.toValue(Tags.wanted(desired))),
                () -> read(new Identity(name), wanted, call));
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call)
                .retry(
                        IN_USE,
                        Puts.PROPAGATION,
                        "the rule to be at rest",
                        () -> aws.eventually(call)
                                .removed(
                                        GONE,
                                        () -> aws.config(call).deleteConfigRule(r -> r.configRuleName(id.value()))));
        // It is seen for as long as it is being deleted.
        aws.eventually(call).until(DELETED, "the rule " + id + " to be gone", () -> isGone(id.value(), call));
    }

    private boolean isGone(String name, Call call) {
        return Errors.unless(
                        GONE,
                        () -> aws.config(call)
                                .describeConfigRules(r -> r.configRuleNames(name))
                                .configRules())
                .map(List::isEmpty)
                .orElse(true);
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return rule(desired.string("name").orElse(""), call).map(found -> new Identity(found.configRuleName()));
    }
}
