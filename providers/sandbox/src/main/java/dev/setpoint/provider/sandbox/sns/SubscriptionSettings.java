package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;

/** Attributes of subscriptions. See behaviour.md#sns-subscription-defaults. */
final class SubscriptionSettings extends SnsPart {

    private static final String SCOPE = "FilterPolicyScope";
    private static final String FILTER = "FilterPolicy";
    private static final String RAW = "RawMessageDelivery";
    private static final String ATTRIBUTES = "MessageAttributes";
    private static final Set<String> RAW_PROTOCOLS = Set.of("sqs", "http", "https", "firehose");
    private static final Pattern QUEUE = Pattern.compile("arn:aws[a-z-]*:sqs:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_.-]+");

    /** Attributes that a subscription has without being given them. */
    private static final Map<String, String> STANDARD = Map.of(RAW, "false", SCOPE, ATTRIBUTES);

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

    /** Returns the subscription with the attribute, as SNS keeps it. */
    static Value.Map with(Value.Map subscription, String name, Optional<String> value) {
        check(subscription, name, value);
        var attributes = subscription.map("attributes");
        var kept = value.filter(text -> !text.isEmpty() && !text.equals("{}"))
                .map(text -> name.equals(RAW) ? text.toLowerCase(Locale.ROOT) : text);
        var changed = kept.map(text -> attributes.with(name, Value.of(text))).orElseGet(() -> attributes.without(name));
        if (name.equals(SCOPE)) {
            changed.string(FILTER).ifPresent(filter -> FilterPolicy.check(filter, kept.orElse("")));
        }
        return subscription.with("attributes", changed);
    }

    /** Returns an attribute so that the same settings compare as equal. */
    static Value shown(Value.Map subscription, String name) {
        var text = subscription.map("attributes").string(name).orElse(STANDARD.getOrDefault(name, ""));
        return TopicRules.isObject(text) ? Json.read(text) : Value.of(text);
    }

    private static void check(Value.Map subscription, String name, Optional<String> value) {
        var text = value.orElse("");
        switch (name) {
            case RAW -> {
                require(TopicRules.isFlag(text), RAW + ": Invalid value [" + text + "]. Must be true or false.");
                var protocol = subscription.string("protocol").orElse("");
                require(
                        RAW_PROTOCOLS.contains(protocol) || text.equalsIgnoreCase("false"),
                        "Attributes Reason: Delivery protocol [" + protocol
                                + "] does not support raw message delivery.");
            }
            case FILTER -> {
                if (!text.isEmpty()) {
                    FilterPolicy.check(
                            text, subscription.map("attributes").string(SCOPE).orElse(""));
                }
            }
            case SCOPE ->
                require(
                        Set.of(ATTRIBUTES, "MessageBody").contains(text),
                        SCOPE + ": Invalid value [" + text + "]. Please use either MessageBody or MessageAttributes");
            case "RedrivePolicy" -> {
                // A request without a value removes the policy; an empty one is no policy.
                if (value.isPresent()) {
                    checkRedrive(text, subscription.bool("fifo").orElse(false));
                }
            }
            case "DeliveryPolicy" -> {
                require(text.isEmpty() || TopicRules.isObject(text), "DeliveryPolicy: JSON is malformed");
                require(
                        text.isEmpty()
                                || subscription.string("protocol").orElse("").startsWith("http"),
                        "DeliveryPolicy: Delivery protocol does not support a delivery policy");
            }
            case "SubscriptionRoleArn" -> require(text.startsWith("arn:"), "SubscriptionRoleArn");
            case "ReplayPolicy" ->
                throw refusal("NotImplemented", 501, "The sandbox does not simulate ReplayPolicy: it has no messages.");
            default -> throw invalid("AttributeName");
        }
    }

    private static void checkRedrive(String text, boolean fifo) {
        require(TopicRules.isObject(text), "RedrivePolicy: failed to parse JSON.");
        var target = Json.read(text) instanceof Value.Map policy
                ? policy.string("deadLetterTargetArn").orElse("")
                : "";
        require(QUEUE.matcher(target).matches(), "RedrivePolicy: deadLetterTargetArn is an invalid arn");
        require(
                fifo == EndpointRules.isFifo(target),
                "RedrivePolicy: must use a " + (fifo ? "FIFO" : "standard") + " queue as DLQ for this topic");
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
                "SubscriptionArn",
                arn(subscription),
                "TopicArn",
                subscription.string("topic").orElse(""),
                "Protocol",
                subscription.string("protocol").orElse(""),
                "Endpoint",
                subscription.string("endpoint").orElse(""),
                "Owner",
                world.account().id(),
                "SubscriptionPrincipal",
                world.callerArn(),
                RAW,
                "false",
                "PendingConfirmation",
                Boolean.toString(pending),
                "ConfirmationWasAuthenticated",
                Boolean.toString(!pending)));
        attributes.putAll(texts(subscription.map("attributes")));
        if (attributes.containsKey(FILTER)) {
            attributes.putIfAbsent(SCOPE, ATTRIBUTES);
        } else {
            attributes.remove(SCOPE);
        }
        return GetSubscriptionAttributesResponse.builder()
                .attributes(attributes)
                .build();
    }
}
