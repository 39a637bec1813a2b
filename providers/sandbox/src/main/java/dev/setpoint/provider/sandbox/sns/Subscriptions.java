package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/** Creation, confirmation, lists and deletion of subscriptions. See behaviour.md#sns-subscription. */
final class Subscriptions extends SnsPart {

    /** Protocol → form of its endpoints. */
    private static final Map<String, Pattern> ENDPOINTS = Map.of(
            "email", Pattern.compile("[^@\\s]+@[^@\\s]+"),
            "email-json", Pattern.compile("[^@\\s]+@[^@\\s]+"),
            "sms", Pattern.compile("\\+?[0-9 ()-]{5,20}"),
            "http", Pattern.compile("http://\\S+"),
            "https", Pattern.compile("https://\\S+"),
            "sqs", Pattern.compile("arn:[a-z-]+:sqs:.+"),
            "lambda", Pattern.compile("arn:[a-z-]+:lambda:.+"),
            "firehose", Pattern.compile("arn:[a-z-]+:firehose:.+"),
            "application", Pattern.compile("arn:[a-z-]+:sns:.+"));

    /** Protocols whose subscriptions the endpoint must confirm. */
    private static final Set<String> CONFIRMED_BY_OTHERS = Set.of("email", "email-json", "http", "https");

    Subscriptions(World world) {
        super(world);
    }

    @Override
    public SubscribeResponse subscribe(SubscribeRequest request) {
        var topic = topic(request.topicArn());
        var protocol = request.protocol();
        var endpoint = Optional.ofNullable(request.endpoint()).orElse("");
        check(topic, protocol, endpoint, request.attributes());
        var asked = Value.Map.EMPTY
                .with("topic", Value.of(arn(topic)))
                .with("protocol", Value.of(protocol))
                .with("endpoint", Value.of(endpoint))
                .with("attributes", Value.Map.EMPTY);
        for (var attribute : SubscriptionSettings.ordered(request.attributes()).entrySet()) {
            asked = SubscriptionSettings.with(asked, attribute.getKey(), Optional.of(attribute.getValue()));
        }
        var subscription = present(asked).orElse(asked);
        if (!subscription.map("attributes").equals(asked.map("attributes"))) {
            throw invalid("Attributes Reason: Subscription already exists with different attributes");
        }
        if (!subscription.has("arn")) {
            subscription = asked.with("arn", Value.of(arn(topic) + ":" + Ids.uuid()))
                    .with("pending", Value.of(CONFIRMED_BY_OTHERS.contains(protocol)));
            saveSubscription(subscription);
        }
        var told = Boolean.TRUE.equals(request.returnSubscriptionArn()) || !isPending(subscription);
        return SubscribeResponse.builder()
                .subscriptionArn(told ? arn(subscription) : "pending confirmation")
                .build();
    }

    private static void check(Value.Map topic, String protocol, String endpoint, Map<String, String> attributes) {
        var shape = Optional.ofNullable(ENDPOINTS.get(protocol))
                .orElseThrow(() -> invalid("Amazon SNS does not support this protocol string: " + protocol));
        if (!shape.matcher(endpoint).matches()) {
            throw invalid("Endpoint must match the specified protocol: " + endpoint);
        }
        if (topic.bool("fifo").orElse(false) && !protocol.equals("sqs")) {
            throw invalid("Invalid protocol type: " + protocol);
        }
        if (!topic.bool("fifo").orElse(false) && protocol.equals("sqs") && endpoint.endsWith(".fifo")) {
            throw invalid("Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
        }
        if (protocol.equals("firehose") && !attributes.containsKey("SubscriptionRoleArn")) {
            throw invalid("Attributes Reason: SubscriptionRoleArn is required for protocol firehose");
        }
    }

    private Optional<Value.Map> present(Value.Map asked) {
        return world.documents().under(subscriptionKey(asked.string("topic").orElse(""), "")).values().stream()
                .filter(other -> Stream.of("protocol", "endpoint")
                        .allMatch(member -> other.get(member).equals(asked.get(member))))
                .findFirst();
    }

    private static boolean isPending(Value.Map subscription) {
        return subscription.bool("pending").orElse(false);
    }

    /** Confirms a subscription. The sandbox sends no messages, so the token is the subscription's id. */
    @Override
    public ConfirmSubscriptionResponse confirmSubscription(ConfirmSubscriptionRequest request) {
        topic(request.topicArn());
        var subscription = world.known(subscriptionKey(request.topicArn(), request.token()))
                .orElseThrow(() -> invalid("Token"));
        saveSubscription(subscription.with("pending", Value.of(false)));
        return ConfirmSubscriptionResponse.builder()
                .subscriptionArn(arn(subscription))
                .build();
    }

    @Override
    public UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
        var subscription = subscription(request.subscriptionArn());
        if (isPending(subscription)) {
            throw invalid("Cannot unsubscribe a subscription that is pending confirmation");
        }
        world.documents().remove(subscriptionKey(subscription.string("topic").orElse(""), name(subscription)));
        return UnsubscribeResponse.builder().build();
    }

    @Override
    public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicRequest request) {
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(
                        world.documents().under(subscriptionKey(arn(topic(request.topicArn())), "")).values().stream()
                                .map(this::shape)
                                .toList())
                .build();
    }

    @Override
    public ListSubscriptionsResponse listSubscriptions(ListSubscriptionsRequest request) {
        return ListSubscriptionsResponse.builder()
                .subscriptions(world.documents().under("sns:" + world.region() + ":subscription:").values().stream()
                        .map(this::shape)
                        .toList())
                .build();
    }

    private Subscription shape(Value.Map subscription) {
        return Subscription.builder()
                .subscriptionArn(isPending(subscription) ? "PendingConfirmation" : arn(subscription))
                .topicArn(subscription.string("topic").orElse(""))
                .protocol(subscription.string("protocol").orElse(""))
                .endpoint(subscription.string("endpoint").orElse(""))
                .owner(world.account().id())
                .build();
    }
}
