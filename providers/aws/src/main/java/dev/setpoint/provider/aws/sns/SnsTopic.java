package dev.setpoint.provider.aws.sns;

import static dev.setpoint.provider.aws.call.Errors.code;
import static dev.setpoint.provider.aws.call.Errors.saying;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.call.Errors;
import dev.setpoint.provider.aws.call.Eventually.Settled;
import dev.setpoint.provider.aws.call.Shown;
import dev.setpoint.provider.aws.call.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;

/** An SNS topic, with its policy and key. See behaviour.md#sns-topic, behaviour.md#sns-topic-policy. */
public final class SnsTopic implements ResourceType {

    static final Predicate<ProviderException> GONE = code("NotFound", "ResourceNotFound");

    private static final String POLICY = "policy";
    private static final String TAGS = "tags";
    private static final Attributes ATTRIBUTES = new Attributes(
            Attribute.text("displayName", "DisplayName", ""),
            Attribute.text("kmsKey", "KmsMasterKeyId"),
            Attribute.policy(POLICY, "Policy"),
            Attribute.json("deliveryPolicy", "DeliveryPolicy", Optional.of("")),
            Attribute.text("signatureVersion", "SignatureVersion", "1"),
            Attribute.text("tracingConfig", "TracingConfig", "PassThrough"),
            Attribute.flag("fifo", "FifoTopic"),
            Attribute.flag("contentBasedDeduplication", "ContentBasedDeduplication"));

    private static final Duration PROPAGATION = Duration.ofMinutes(2);
    private static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), PROPAGATION);

    /** A principal so new that SNS has not heard of it; or our own permissions, which spread as slowly. */
    private static final Predicate<ProviderException> NOT_YET = code("InvalidParameter")
            .and(saying("Policy"))
            .or(code("AuthorizationError").and(saying("no identity-based policy allows")));

    private final Aws aws;

    public SnsTopic(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var arn = arn(desired, call);
        refuseExisting(arn, call);
        var tags = Tags.toSdk(
                Tags.wanted(desired),
                (key, value) -> Tag.builder().key(key).value(value).build());
        withPrincipalsKnown(
                call,
                () -> aws.sns(call)
                        .createTopic(r -> r.name(desired.string("name").orElse(""))
                                .attributes(ATTRIBUTES.toSend(desired))
                                .tags(tags)));
        call.identified(new Identity(arn));
        return current(arn, desired, call);
    }

    /**
     * SNS answers a second creation with success, and we would take over what is not ours.
     * See behaviour.md#sns-topic-defaults.
     */
    private void refuseExisting(String arn, Call call) {
        if (attributes(arn, call).isPresent()) {
            throw ProviderException.of(
                            Kind.NAME_TAKEN,
                            "TopicExists",
                            "The topic " + arn + " exists already, and this stack did not make it.")
                    .about("name")
                    .hint("To manage it here, write `import: " + arn
                            + "` in its block; otherwise choose another name.");
        }
    }

    private void withPrincipalsKnown(Call call, Runnable change) {
        aws.eventually(call).retry(NOT_YET, PROPAGATION, "the principals of the topic's policy to be known", change);
    }

    /** It follows from partition, region, account and name. */
    private String arn(Value.Map desired, Call call) {
        var caller = aws.caller(call);
        return "arn:" + caller.partition() + ":sns:" + aws.region() + ":" + caller.accountId() + ":"
                + desired.string("name").orElse("");
    }

    private Optional<Map<String, String>> attributes(String arn, Call call) {
        return Errors.unless(
                GONE,
                () -> aws.sns(call).getTopicAttributes(r -> r.topicArn(arn)).attributes());
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        var arn = id.value();
        return Errors.unless(
                        GONE,
                        () -> attributes(arn, call).map(attributes -> {
                            var live = ATTRIBUTES.read(attributes, wanted);
                            if (wanted.contains("name")) {
                                live = live.with("name", Value.of(arn.substring(arn.lastIndexOf(':') + 1)));
                            }
                            if (wanted.contains(TAGS)) {
                                live = live.with(TAGS, Tags.toValue(tags(aws.sns(call), arn)));
                            }
                            return live.with("arn", Value.of(arn))
                                    .with("owner", Value.of(attributes.getOrDefault("Owner", "")));
                        }))
                .flatMap(found -> found);
    }

    private static Map<String, String> tags(SnsClient sns, String arn) {
        return Tags.fromSdk(sns.listTagsForResource(r -> r.resourceArn(arn)).tags(), Tag::key, Tag::value);
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        var arn = id.value();
        var sns = aws.sns(call);
        ATTRIBUTES.change(
                update,
                (name, value) -> withPrincipalsKnown(
                        call,
                        () -> sns.setTopicAttributes(r -> r.topicArn(arn)
                                .attributeName(name)
                                .attributeValue(value.orElseGet(() -> standardPolicy(arn, call))))));
        if (update.touches(TAGS)) {
            tag(sns, arn, Tags.wanted(update.desired()));
        }
        return current(arn, update.desired(), call);
    }

    private static void tag(SnsClient sns, String arn, Map<String, String> wanted) {
        var change = Tags.Change.between(tags(sns, arn), wanted);
        if (!change.unset().isEmpty()) {
            sns.untagResource(r -> r.resourceArn(arn).tagKeys(change.unset()));
        }
        if (!change.set().isEmpty()) {
            sns.tagResource(r -> r.resourceArn(arn)
                    .tags(Tags.toSdk(
                            change.set(),
                            (key, value) -> Tag.builder().key(key).value(value).build())));
        }
    }

    /** A topic is never without a policy: the one that a new topic has. See behaviour.md#sns-topic-defaults. */
    private String standardPolicy(String arn, Call call) {
        var actions = List.of(
                "SNS:GetTopicAttributes",
                "SNS:SetTopicAttributes",
                "SNS:AddPermission",
                "SNS:RemovePermission",
                "SNS:DeleteTopic",
                "SNS:Subscribe",
                "SNS:ListSubscriptionsByTopic",
                "SNS:Publish");
        var owner = Value.Map.EMPTY.with(
                "AWS:SourceOwner", Value.of(aws.caller(call).accountId()));
        var statement = Value.Map.EMPTY
                .with("Sid", Value.of("__default_statement_ID"))
                .with("Effect", Value.of("Allow"))
                .with("Principal", Value.Map.EMPTY.with("AWS", Value.of("*")))
                .with("Action", Value.of(actions.stream().<Value>map(Value::of).toList()))
                .with("Resource", Value.of(arn))
                .with("Condition", Value.Map.EMPTY.with("StringEquals", owner));
        return Json.compact(Value.Map.EMPTY
                .with("Version", Value.of("2008-10-17"))
                .with("Id", Value.of("__default_policy_ID"))
                .with("Statement", Value.of(List.of(statement))));
    }

    /** Its subscriptions go with it, but more slowly. */
    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call).removed(GONE, () -> aws.sns(call).deleteTopic(r -> r.topicArn(id.value())));
        aws.eventually(call)
                .until(
                        SEEN,
                        "the topic " + id + " to be gone",
                        () -> attributes(id.value(), call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var arn = arn(desired, call);
        return attributes(arn, call).map(_ -> new Identity(arn));
    }

    private Value.Map current(String arn, Value.Map desired, Call call) {
        var wanted = new PropertySet(desired.entries().keySet());
        return Shown.settled(
                aws.eventually(call),
                SEEN,
                "the topic " + arn,
                live -> ATTRIBUTES.shows(live, desired)
                        && (!desired.has(TAGS) || Tags.wanted(live).equals(Tags.wanted(desired))),
                () -> read(new Identity(arn), wanted, call));
    }
}
