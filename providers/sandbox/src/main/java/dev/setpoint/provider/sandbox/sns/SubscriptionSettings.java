package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;

/** Attributes of subscriptions. See behaviour.md#sns-subscription-defaults. */
final class SubscriptionSettings extends SnsPart {

    private static final String SCOPE = "FilterPolicyScope";
    private static final String FILTER = "FilterPolicy";
    private static final Set<String> RAW = Set.of("sqs", "http", "https", "firehose");

    SubscriptionSettings(World world) {
        super(world);
    }

    /** Puts the scope of a filter policy before the policy, whose check depends on it. */
    static Map<String, String> ordered(Map<String, String> attributes) {
        var ordered = new LinkedHashMap<String, String>();
        Optional.ofNullable(attributes.get(SCOPE)).ifPresent(scope -> ordered.put(SCOPE, scope));
        ordered.putAll(attributes);
        return ordered;
    }

    /** Returns the subscription with the attribute. */
    static Value.Map with(Value.Map subscription, String name, Optional<String> value) {
        check(subscription, name, value);
        var attributes = subscription.map("attributes");
        var kept = value.filter(text -> !text.isEmpty() && !text.equals("{}"));
        var changed = kept.map(text -> attributes.with(name, Value.of(text))).orElseGet(() -> attributes.without(name));
        if (name.equals(SCOPE)) {
            changed.string(FILTER).ifPresent(filter -> checkFilter(filter, kept.orElse("")));
        }
        return subscription.with("attributes", changed);
    }

    private static void check(Value.Map subscription, String name, Optional<String> value) {
        var text = value.orElse("");
        switch (name) {
            case "RawMessageDelivery" -> {
                require(TopicRules.isFlag(text), "Attributes Reason: RawMessageDelivery");
                var protocol = subscription.string("protocol").orElse("");
                require(
                        RAW.contains(protocol) || text.equals("false"),
                        "Attributes Reason: Delivery protocol [" + protocol
                                + "] does not support raw message delivery.");
            }
            case FILTER ->
                checkFilter(text, subscription.map("attributes").string(SCOPE).orElse(""));
            case SCOPE ->
                require(Set.of("MessageAttributes", "MessageBody").contains(text), "Attributes Reason: " + SCOPE);
            case "RedrivePolicy" -> {
                require(
                        value.isEmpty() || (TopicRules.isObject(text) && text.contains("deadLetterTargetArn")),
                        "RedrivePolicy: must have a deadLetterTargetArn");
                var fifo = subscription.string("topic").orElse("").endsWith(".fifo");
                require(
                        value.isEmpty() || !fifo || text.contains(".fifo\""),
                        "RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
            }
            case "DeliveryPolicy" -> {
                require(text.isEmpty() || TopicRules.isObject(text), "DeliveryPolicy: JSON is malformed");
                require(
                        text.isEmpty()
                                || subscription.string("protocol").orElse("").startsWith("http"),
                        "DeliveryPolicy: Delivery protocol does not support a delivery policy");
            }
            case "SubscriptionRoleArn" -> require(text.startsWith("arn:"), "SubscriptionRoleArn");
            default -> throw invalid("AttributeName");
        }
    }

    private static void checkFilter(String text, String scope) {
        require(TopicRules.isObject(text), "FilterPolicy: failed to parse JSON.");
        if (Json.read(text) instanceof Value.Map filter) {
            FilterPolicies.check(filter, scope.equals("MessageBody"));
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw invalid(otherwise);
        }
    }

    @Override
    public SetSubscriptionAttributesResponse setSubscriptionAttributes(SetSubscriptionAttributesRequest request) {
        saveSubscription(with(
                subscription(request.subscriptionArn()),
                request.attributeName(),
                Optional.ofNullable(request.attributeValue())));
        return SetSubscriptionAttributesResponse.builder().build();
    }

    @Override
    public GetSubscriptionAttributesResponse getSubscriptionAttributes(GetSubscriptionAttributesRequest request) {
        var subscription = subscription(request.subscriptionArn());
        var pending = subscription.bool("pending").orElse(false);
        var attributes = new LinkedHashMap<>(Map.of(
                "SubscriptionArn", arn(subscription),
                "TopicArn", subscription.string("topic").orElse(""),
                "Protocol", subscription.string("protocol").orElse(""),
                "Endpoint", subscription.string("endpoint").orElse(""),
                "Owner", world.account().id(),
                "SubscriptionPrincipal", world.callerArn(),
                "RawMessageDelivery", "false",
                "PendingConfirmation", Boolean.toString(pending),
                "ConfirmationWasAuthenticated", Boolean.toString(!pending)));
        attributes.putAll(texts(subscription.map("attributes")));
        if (attributes.containsKey(FILTER)) {
            attributes.putIfAbsent(SCOPE, "MessageAttributes");
        }
        return GetSubscriptionAttributesResponse.builder()
                .attributes(attributes)
                .build();
    }
}
