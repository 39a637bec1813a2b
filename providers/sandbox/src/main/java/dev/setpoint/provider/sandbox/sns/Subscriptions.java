package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.Page;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
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
        EndpointRules.check(topic, protocol, endpoint, request.attributes());
        var asked = Value.Map.EMPTY
                .with("topic", Value.of(arn(topic)))
                .with("protocol", Value.of(protocol))
                .with("endpoint", Value.of(endpoint))
                .with("fifo", Value.of(topic.bool("fifo").orElse(false)))
                .with("attributes", Value.Map.EMPTY);
        for (var attribute : SubscriptionSettings.ordered(request.attributes()).entrySet()) {
            asked = SubscriptionSettings.with(asked, attribute.getKey(), Optional.of(attribute.getValue()));
        }
        var subscription = present(asked).orElse(asked);
        checkSame(subscription, asked);
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

    /** Refuses attributes that a subscription does not have already. */
    private static void checkSame(Value.Map present, Value.Map asked) {
        for (var attribute : asked.map("attributes").entries().keySet()) {
            if (!SubscriptionSettings.shown(present, attribute).equals(SubscriptionSettings.shown(asked, attribute))) {
                throw invalid("Attributes Reason: Subscription already exists with different attributes");
            }
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
        var subscription = world.known(subscriptionKey(request.topicArn(), request.token()))
                .orElseThrow(() -> invalid("Token"));
        topic(request.topicArn());
        saveSubscription(subscription.with("pending", Value.of(false)));
        return ConfirmSubscriptionResponse.builder()
                .subscriptionArn(arn(subscription))
                .build();
    }

    /** Deletes a subscription; one that is gone already is no error. */
    @Override
    public UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
        findSubscription(request.subscriptionArn()).ifPresent(subscription -> {
            if (isPending(subscription)) {
                throw invalid("Cannot unsubscribe a subscription that is pending confirmation");
            }
            world.documents()
                    .remove(subscriptionKey(subscription.string("topic").orElse(""), name(subscription)));
        });
        return UnsubscribeResponse.builder().build();
    }

    @Override
    public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicRequest request) {
        var page = page(request, subscriptionKey(arn(topic(request.topicArn())), ""));
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(page.items().stream().map(this::shape).toList())
                .nextToken(page.nextMarker())
                .build();
    }

    @Override
    public ListSubscriptionsResponse listSubscriptions(ListSubscriptionsRequest request) {
        var page = page(request, "sns:" + world.region() + ":subscription:");
        return ListSubscriptionsResponse.builder()
                .subscriptions(page.items().stream().map(this::shape).toList())
                .nextToken(page.nextMarker())
                .build();
    }

    private Page<Value.Map> page(SdkPojo request, String prefix) {
        return PAGES.page(
                request,
                List.copyOf(world.documents().under(prefix).values()),
                subscription -> subscriptionKey(subscription.string("topic").orElse(""), name(subscription)));
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
