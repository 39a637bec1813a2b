package dev.setpoint.provider.aws.sns;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.error.Errors.saying;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.ExistingObject;
import dev.setpoint.provider.aws.lifecycle.ReadBack;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * A subscription to a topic. One that a person or an endpoint of somebody else's must confirm is there, and
 * pending, until that happens. See behaviour.md#sns-subscription.
 */
public final class SnsSubscription implements ResourceType {

    private static final Predicate<ProviderException> PENDING =
            code("InvalidParameter").and(saying("pending confirmation"));

    private static final String SCOPE = "filterPolicyScope";
    private static final Attributes SCOPES =
            new Attributes(Attribute.text(SCOPE, "FilterPolicyScope", "MessageAttributes"));
    private static final Attributes ATTRIBUTES = new Attributes(
            Attribute.flag("rawMessageDelivery", "RawMessageDelivery"),
            Attribute.json("filterPolicy", "FilterPolicy", Optional.of("{}")),
            Attribute.json("redrivePolicy", "RedrivePolicy", Optional.empty()),
            Attribute.json("deliveryPolicy", "DeliveryPolicy", Optional.of("")),
            Attribute.text("subscriptionRoleArn", "SubscriptionRoleArn"));

    private static final Set<String> BY_PERSON = Set.of("email", "email-json");
    private static final Set<String> BY_ENDPOINT = Set.of("http", "https");

    private static final Settled CONFIRMED = Settled.once(Duration.ofSeconds(2), SnsTopic.PROPAGATION);

    private final Aws aws;

    public SnsSubscription(Aws aws) {
        this.aws = aws;
    }

    /** Subscribing once more gives the same subscription, so an answer that was lost costs nothing but a second e-mail. */
    @Override
    public Value.Map create(Value.Map desired, Call call) {
        ExistingObject.refuse(
                aws.eventually(call),
                call,
                "The subscription of " + text(desired, "endpoint"),
                "endpoint",
                () -> find(desired, call));
        var attributes = new LinkedHashMap<>(SCOPES.toSend(desired));
        attributes.putAll(ATTRIBUTES.toSend(desired));
        var arn = aws.eventually(call)
                .retry(
                        SnsTopic.GONE,
                        SnsTopic.PROPAGATION,
                        "the topic to be seen",
                        () -> sns(text(desired, "topic"), call)
                                .subscribe(r -> r.topicArn(text(desired, "topic"))
                                        .protocol(text(desired, "protocol"))
                                        .endpoint(text(desired, "endpoint"))
                                        .attributes(attributes)
                                        .returnSubscriptionArn(true))
                                .subscriptionArn());
        call.identified(new Identity(arn));
        var live = current(arn, desired, call);
        return live.bool("pendingConfirmation").orElse(false) ? confirmed(arn, live, desired, call) : live;
    }

    /** A subscription is in the region of its topic, whatever the provider's. */
    private SnsClient sns(String arn, Call call) {
        return aws.sns(
                call,
                Arn.tryFromString(arn)
                        .flatMap(Arn::region)
                        .filter(region -> !region.isEmpty())
                        .orElseGet(aws::region));
    }

    /** Waits for who confirms by itself; tells a person of what only a person can do. */
    private Value.Map confirmed(String arn, Value.Map live, Value.Map desired, Call call) {
        var protocol = text(desired, "protocol");
        if (BY_PERSON.contains(protocol)) {
            call.progress(
                    text(desired, "endpoint") + " must confirm the subscription by the link in an e-mail from AWS");
            return live;
        }
        if (BY_ENDPOINT.contains(protocol)
                && !desired.bool("endpointAutoConfirms").orElse(false)) {
            call.progress(text(desired, "endpoint") + " must confirm the subscription");
            return live;
        }
        aws.eventually(call)
                .until(
                        CONFIRMED,
                        "the subscription of " + text(desired, "endpoint") + " to be confirmed",
                        () -> attributes(arn, call)
                                .filter(attributes -> !isPending(attributes))
                                .isPresent());
        return current(arn, desired, call);
    }

    private static boolean isPending(Map<String, String> attributes) {
        return Boolean.parseBoolean(attributes.get("PendingConfirmation"));
    }

    private Optional<Map<String, String>> attributes(String arn, Call call) {
        return Errors.unless(
                SnsTopic.GONE,
                () -> sns(arn, call)
                        .getSubscriptionAttributes(r -> r.subscriptionArn(arn))
                        .attributes());
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return attributes(id.value(), call).map(attributes -> {
            var live = new LinkedHashMap<String, Value>();
            live.put("topic", Value.of(attributes.getOrDefault("TopicArn", "")));
            live.put("protocol", Value.of(attributes.getOrDefault("Protocol", "")));
            live.put("endpoint", Value.of(attributes.getOrDefault("Endpoint", "")));
            live.put("arn", Value.of(id.value()));
            live.put("owner", Value.of(attributes.getOrDefault("Owner", "")));
            live.put("pendingConfirmation", Value.of(isPending(attributes)));
            return SCOPES.read(attributes, wanted)
                    .plus(ATTRIBUTES.read(attributes, wanted))
                    .plus(new Value.Map(live));
        });
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        // What is valid for attributes is valid for bodies, not the other way round.
        var toBodies = update.desired().string(SCOPE).equals(Optional.of("MessageBody"));
        if (toBodies) {
            change(id, SCOPES, update, call);
        }
        change(id, ATTRIBUTES, update, call);
        if (!toBodies) {
            change(id, SCOPES, update, call);
        }
        return current(id.value(), update.desired(), call);
    }

    private void change(Identity id, Attributes attributes, Update update, Call call) {
        attributes.change(
                update,
                (name, value) -> sns(id.value(), call)
                        .setSubscriptionAttributes(r -> r.subscriptionArn(id.value())
                                .attributeName(name)
                                .attributeValue(value.orElse(null))));
    }

    /** AWS keeps one that was never confirmed, and lets it lapse by itself. */
    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        try {
            aws.eventually(call)
                    .removed(
                            SnsTopic.GONE, () -> sns(id.value(), call).unsubscribe(r -> r.subscriptionArn(id.value())));
        } catch (ProviderException e) {
            if (PENDING.test(e)) {
                call.progress("AWS removes an unconfirmed subscription by itself within days; it cannot be deleted");
                return;
            }
            throw e;
        }
        aws.eventually(call)
                .until(
                        SnsTopic.SEEN,
                        "the subscription " + id + " to be gone",
                        () -> attributes(id.value(), call).isEmpty());
    }

    /** SNS does not tell the ARN of one that waits for its confirmation; subscribing again gives that. */
    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return Errors.found(
                        SnsTopic.GONE,
                        () -> sns(text(desired, "topic"), call)
                                .listSubscriptionsByTopicPaginator(r -> r.topicArn(text(desired, "topic")))
                                .subscriptions()
                                .stream()
                                .filter(subscription -> isMeant(subscription, desired))
                                .map(Subscription::subscriptionArn)
                                .filter(arn -> arn.startsWith("arn:"))
                                .findFirst())
                .map(Identity::new);
    }

    private static boolean isMeant(Subscription subscription, Value.Map desired) {
        return subscription.protocol().equals(text(desired, "protocol"))
                && subscription.endpoint().equals(text(desired, "endpoint"));
    }

    private Value.Map current(String arn, Value.Map desired, Call call) {
        var wanted = PropertySet.of(desired);
        return ReadBack.settled(
                aws.eventually(call),
                SnsTopic.SEEN,
                "the subscription of " + text(desired, "endpoint"),
                live -> SCOPES.shows(live, desired) && ATTRIBUTES.shows(live, desired),
                () -> read(new Identity(arn), wanted, call));
    }
}
