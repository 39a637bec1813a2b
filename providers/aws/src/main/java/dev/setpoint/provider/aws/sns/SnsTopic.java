package dev.setpoint.provider.aws.sns;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.error.Errors.saying;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.NamedType;
import dev.setpoint.provider.aws.shape.Tags;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sns.model.Tag;

/** An SNS topic, with its policy and key. See behaviour.md#sns-topic, behaviour.md#sns-topic-policy. */
public final class SnsTopic extends NamedType<Map<String, String>> {

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

    static final Duration PROPAGATION = Duration.ofMinutes(2);
    static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), PROPAGATION);

    /** A principal so new that SNS has not heard of it; or our own permissions, which spread as slowly. */
    private static final Predicate<ProviderException> NOT_YET = code("InvalidParameter")
            .and(saying("Policy"))
            .or(code("AuthorizationError").and(saying("no identity-based policy allows")));

    /**
     * SNS would answer a second creation with success, and hand over what is not ours: behaviour.md#sns-topic-defaults.
     */
    public SnsTopic(Aws aws) {
        super(aws, "topic", GONE, SEEN);
    }

    /** The ARN follows from partition, region, account and name. */
    @Override
    protected Identity identity(Value.Map desired, Call call) {
        var caller = aws.caller(call);
        return new Identity("arn:" + caller.partition() + ":sns:" + aws.region() + ":" + caller.accountId() + ":"
                + text(desired, "name"));
    }

    @Override
    protected Optional<Map<String, String>> described(Identity id, Call call) {
        return Errors.unless(
                GONE,
                () -> aws.sns(call)
                        .getTopicAttributes(r -> r.topicArn(id.value()))
                        .attributes());
    }

    @Override
    protected Value.Map properties(Identity id, Map<String, String> attributes, PropertySet wanted, Call call) {
        var arn = id.value();
        var live = ATTRIBUTES.read(attributes, wanted).with("name", Value.of(arn.substring(arn.lastIndexOf(':') + 1)));
        if (wanted.contains(DeliveryLogging.PROPERTY)) {
            var logging = DeliveryLogging.read(attributes);
            live = logging.isPresent() ? live.with(DeliveryLogging.PROPERTY, logging.get()) : live;
        }
        var tagged = wanted.contains(TAGS) ? live.with(TAGS, Tags.toValue(tags(arn, call))) : live;
        return tagged.with("arn", Value.of(arn)).with("owner", Value.of(attributes.getOrDefault("Owner", "")));
    }

    private Map<String, String> tags(String arn, Call call) {
        return Tags.fromSdk(
                aws.sns(call).listTagsForResource(r -> r.resourceArn(arn)).tags());
    }

    @Override
    protected void make(Identity id, Value.Map desired, Call call) {
        var tags = Tags.toSdk(Tags.wanted(desired), Tag::builder);
        withPrincipalsKnown(
                call,
                () -> aws.sns(call)
                        .createTopic(r -> r.name(text(desired, "name"))
                                .attributes(ATTRIBUTES.toSend(desired))
                                .tags(tags)));
    }

    /** Delivery logging is none of the attributes that CreateTopic takes. */
    @Override
    protected void complete(Identity id, Value.Map desired, Call call) {
        if (desired.has(DeliveryLogging.PROPERTY)) {
            changeLogging(id, desired, call);
        }
    }

    private void changeLogging(Identity id, Value.Map desired, Call call) {
        var live = aws.eventually(call)
                .appears(PROPAGATION, "the " + label(id) + " to be seen", () -> described(id, call));
        DeliveryLogging.change(
                live,
                desired,
                (name, value) -> withPrincipalsKnown(
                        call,
                        () -> aws.sns(call)
                                .setTopicAttributes(r -> r.topicArn(id.value())
                                        .attributeName(name)
                                        .attributeValue(value))));
    }

    private void withPrincipalsKnown(Call call, Runnable change) {
        aws.eventually(call).retry(NOT_YET, PROPAGATION, "the principals of the topic's policy to be known", change);
    }

    @Override
    protected void change(Identity id, Update update, Call call) {
        var arn = id.value();
        var sns = aws.sns(call);
        ATTRIBUTES.change(
                update,
                (name, value) -> withPrincipalsKnown(
                        call,
                        () -> sns.setTopicAttributes(r -> r.topicArn(arn)
                                .attributeName(name)
                                .attributeValue(value.orElseGet(() -> standardPolicy(arn, call))))));
        if (update.touches(DeliveryLogging.PROPERTY)) {
            changeLogging(id, update.desired(), call);
        }
        if (update.touches(TAGS)) {
            Tags.change(
                    tags(arn, call),
                    Tags.wanted(update.desired()),
                    keys -> sns.untagResource(r -> r.resourceArn(arn).tagKeys(keys)),
                    tags -> sns.tagResource(r -> r.resourceArn(arn).tags(Tags.toSdk(tags, Tag::builder))));
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

    /** A topic's subscriptions go with it, but more slowly. */
    @Override
    protected void remove(Identity id, Call call) {
        aws.sns(call).deleteTopic(r -> r.topicArn(id.value()));
    }

    @Override
    protected boolean shows(Value.Map live, Value.Map desired) {
        return ATTRIBUTES.shows(live, desired)
                && live.map(DeliveryLogging.PROPERTY).equals(desired.map(DeliveryLogging.PROPERTY))
                && (!desired.has(TAGS) || Tags.wanted(live).equals(Tags.wanted(desired)));
    }
}
