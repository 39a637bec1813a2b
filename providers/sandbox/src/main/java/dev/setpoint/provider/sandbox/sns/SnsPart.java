package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Paging;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Base of the operations of SNS. A topic's document has {@code arn}, {@code attributes} as they were sent, and {@code
 * tags}; a subscription's has {@code arn}, {@code topic}, {@code protocol}, {@code endpoint}, {@code pending} and
 * {@code attributes}. See behaviour.md#sns.
 */
abstract class SnsPart implements SnsClient {

    private static final Pattern TOPIC = Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):(\\d{12}):([A-Za-z0-9_.-]+)");

    private static final int ELEMENTS = 6;

    static final Paging PAGES = new Paging(
            "limit",
            "nextToken",
            100,
            new Refusal(Service.SNS, "InvalidParameter", 400, "Invalid parameter: NextToken"));

    protected final World world;

    SnsPart(World world) {
        this.world = world;
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}

    final String topicKey(String name) {
        return topicKey(world, name);
    }

    static String topicKey(World world, String name) {
        return dev.setpoint.provider.sandbox.world.Topics.key(world.region(), name);
    }

    /** Finds the topic of this region with this ARN. */
    final Optional<Value.Map> find(String arn) {
        return find(world, arn);
    }

    static Optional<Value.Map> find(World world, String arn) {
        checkRegion(world, arn, "TopicArn");
        var match = TOPIC.matcher(arn);
        if (!match.matches()) {
            throw invalid("TopicArn");
        }
        return match.group(2).equals(world.account().id())
                ? world.known(topicKey(world, match.group(3)))
                : Optional.empty();
    }

    /** Refuses what is no ARN of this region. */
    private static void checkRegion(World world, String arn, String member) {
        var elements = arn.split(":", -1);
        if (elements.length < ELEMENTS) {
            throw invalid(
                    member + " Reason: An ARN must have at least " + ELEMENTS + " elements, not " + elements.length);
        }
        if (!elements[0].equals("arn") || !elements[2].equals("sns") || !elements[3].equals(world.region())) {
            throw invalid(member);
        }
    }

    final Value.Map topic(String arn) {
        return find(arn).orElseThrow(() -> notFound("Topic does not exist"));
    }

    final void saveTopic(Value.Map topic) {
        world.documents().put(topicKey(name(topic)), topic);
    }

    static String arn(Value.Map document) {
        return document.string("arn").orElse("");
    }

    /** Returns the last part of a topic's or subscription's ARN. */
    static String name(Value.Map document) {
        return arn(document).substring(arn(document).lastIndexOf(':') + 1);
    }

    /** @param id may be the beginning of one */
    final String subscriptionKey(String topic, String id) {
        return "sns:" + world.region() + ":subscription:" + topic.substring(topic.lastIndexOf(':') + 1) + ":" + id;
    }

    final Value.Map subscription(String arn) {
        return findSubscription(arn).orElseThrow(() -> notFound("Subscription does not exist"));
    }

    /** Finds the subscription of this region with this ARN. */
    final Optional<Value.Map> findSubscription(String arn) {
        checkRegion(world, arn, "SubscriptionArn");
        var colon = arn.lastIndexOf(':');
        if (arn.split(":", -1).length == ELEMENTS) {
            throw invalid("SubscriptionId");
        }
        return world.known(subscriptionKey(arn.substring(0, colon), arn.substring(colon + 1)));
    }

    final void saveSubscription(Value.Map subscription) {
        world.documents()
                .put(subscriptionKey(subscription.string("topic").orElse(""), name(subscription)), subscription);
    }

    static Map<String, String> texts(Value.Map map) {
        var texts = new LinkedHashMap<String, String>();
        map.entries().keySet().forEach(name -> texts.put(name, map.string(name).orElse("")));
        return texts;
    }

    static AwsServiceException invalid(String what) {
        return refusal("InvalidParameter", 400, "Invalid parameter: " + what);
    }

    static AwsServiceException notFound(String message) {
        return refusal("NotFound", 404, message);
    }

    static AwsServiceException refusal(String code, int status, String message) {
        return Service.SNS.refusal(code, status, message);
    }
}
