package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.PolicyPrincipals;
import dev.setpoint.provider.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.Topic;

/** Topics and their attributes. See behaviour.md#sns-topic. */
final class Topics extends SnsPart {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    private static final String FIFO = "FifoTopic";
    private static final String DEDUPLICATION = "ContentBasedDeduplication";
    private static final String FIFO_NAME = ".fifo";

    Topics(World world) {
        super(world);
    }

    /** Creates a topic; a second creation with the same attributes and tags succeeds. */
    @Override
    public CreateTopicResponse createTopic(CreateTopicRequest request) {
        var attributes = new LinkedHashMap<>(request.attributes());
        var fifo = Boolean.parseBoolean(TopicRules.flag(
                FIFO, Optional.ofNullable(attributes.remove(FIFO)).orElse("false")));
        checkName(request.name(), fifo);
        var arn = world.arn("sns", request.name());
        var topic = Value.Map.EMPTY
                .with("arn", Value.of(arn))
                .with("fifo", Value.of(fifo))
                .with("tags", TopicTags.RULES.created(request))
                .with("attributes", Value.Map.EMPTY);
        for (var attribute : attributes.entrySet()) {
            topic = with(topic, attribute.getKey(), attribute.getValue());
        }
        var present = world.documents().get(topicKey(request.name()));
        if (present.isPresent()) {
            checkSame(present.get(), topic);
        } else {
            saveTopic(topic);
        }
        return CreateTopicResponse.builder().topicArn(arn).build();
    }

    private static void checkName(String name, boolean fifo) {
        var plain = fifo && name.endsWith(FIFO_NAME) ? name.substring(0, name.length() - FIFO_NAME.length()) : name;
        if (!NAME.matcher(plain).matches() || name.length() > 256) {
            throw invalid("Topic Name");
        }
        if (fifo && !name.endsWith(FIFO_NAME)) {
            throw invalid("Fifo Topic names must end with .fifo");
        }
    }

    private static void checkSame(Value.Map present, Value.Map asked) {
        if (!has(present.map("tags"), asked.map("tags"))) {
            throw invalid("Tags Reason: Topic already exists with different tags");
        }
        var same = present.bool("fifo").equals(asked.bool("fifo"))
                && has(present.map("attributes"), asked.map("attributes"));
        if (!same) {
            throw invalid("Attributes Reason: Topic already exists with different attributes");
        }
    }

    private static boolean has(Value.Map present, Value.Map asked) {
        return asked.entries().entrySet().stream()
                .allMatch(entry -> Optional.of(entry.getValue()).equals(present.get(entry.getKey())));
    }

    /** Returns the topic with the attribute; an empty text removes it. */
    private Value.Map with(Value.Map topic, String name, String value) {
        TopicRules.check(name, value, topic.bool("fifo").orElse(false), world);
        var attributes = topic.map("attributes");
        var kept = name.equals(DEDUPLICATION) ? value.toLowerCase(Locale.ROOT) : value;
        var changed = topic.with(
                "attributes", kept.isEmpty() ? attributes.without(name) : attributes.with(name, Value.of(kept)));
        return name.equals("Policy")
                ? changed.with(
                        "policyPrincipals",
                        PolicyPrincipals.remember(TopicRules.policy(value, world), world.principals()))
                : changed;
    }

    @Override
    public SetTopicAttributesResponse setTopicAttributes(SetTopicAttributesRequest request) {
        saveTopic(with(
                topic(request.topicArn()),
                request.attributeName(),
                Optional.ofNullable(request.attributeValue()).orElse("")));
        return SetTopicAttributesResponse.builder().build();
    }

    @Override
    public GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesRequest request) {
        var topic = topic(request.topicArn());
        var pending = subscriptions(topic, true);
        var confirmed = subscriptions(topic, false);
        var attributes = new LinkedHashMap<>(Map.of(
                "TopicArn", arn(topic),
                "Owner", world.account().id(),
                "DisplayName", "",
                "SubscriptionsConfirmed", Long.toString(confirmed),
                "SubscriptionsPending", Long.toString(pending),
                "SubscriptionsDeleted", "0",
                "EffectiveDeliveryPolicy", TopicRules.effectiveDelivery(topic)));
        if (topic.bool("fifo").orElse(false)) {
            attributes.put(FIFO, "true");
            attributes.put(DEDUPLICATION, "false");
        }
        attributes.putAll(texts(topic.map("attributes")));
        attributes.put("Policy", TopicRules.recalled(topic, world));
        return GetTopicAttributesResponse.builder().attributes(attributes).build();
    }

    private long subscriptions(Value.Map topic, boolean pending) {
        return world.documents().under(subscriptionKey(arn(topic), "")).values().stream()
                .filter(subscription -> subscription.bool("pending").orElse(false) == pending)
                .count();
    }

    @Override
    public ListTopicsResponse listTopics(ListTopicsRequest request) {
        var page = PAGES.page(
                request, List.copyOf(world.documents().under(topicKey("")).values()), SnsPart::arn);
        return ListTopicsResponse.builder()
                .topics(page.items().stream()
                        .map(topic -> Topic.builder().topicArn(arn(topic)).build())
                        .toList())
                .nextToken(page.nextMarker())
                .build();
    }

    /** Deletes a topic together with its subscriptions. */
    @Override
    public DeleteTopicResponse deleteTopic(DeleteTopicRequest request) {
        find(request.topicArn()).ifPresent(topic -> {
            world.documents().under(subscriptionKey(arn(topic), "")).keySet().forEach(world.documents()::remove);
            world.documents().remove(topicKey(name(topic)));
        });
        return DeleteTopicResponse.builder().build();
    }
}
