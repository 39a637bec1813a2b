package dev.setpoint.provider.aws.s3.facet;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.error.Errors.saying;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.facet.named.NamedConfigurations;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;

/** Event notifications of a bucket: one configuration, which a Put replaces. See behaviour.md#s3-notification. */
final class Notification implements BucketFacet {

    private static final String EVENT_BRIDGE = "eventBridge";
    private static final String S3_EVENT_BRIDGE = "eventBridgeConfiguration";
    private static final String FILTER = "filter";

    /** Our lists, and how S3 calls each and the member that names its target. */
    private static final Map<String, Kind> KINDS = Map.of(
            "topics", new Kind("topicConfigurations", "topicArn", "topicArn"),
            "queues", new Kind("queueConfigurations", "queueArn", "queueArn"),
            "functions", new Kind("lambdaFunctionConfigurations", "lambdaFunctionArn", "functionArn"));

    private record Kind(String list, String target, String ours) {}

    @Override
    public String property() {
        return "notification";
    }

    /** Always there: a bucket without any has empty lists. */
    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        var live = SdkShapes.PLAIN.toValue(s3.getBucketNotificationConfiguration(r -> r.bucket(bucket)));
        var entries = new LinkedHashMap<String, Value>();
        entries.put(EVENT_BRIDGE, Value.of(live.has(S3_EVENT_BRIDGE)));
        KINDS.forEach((ours, kind) -> entries.put(ours, Value.of(fromS3(live.list(kind.list()), kind))));
        return Optional.of(new Value.Map(entries));
    }

    private static List<Value> fromS3(List<Value> configurations, Kind kind) {
        return configurations.stream()
                .map(item -> {
                    var configuration = (Value.Map) item;
                    var target = configuration.get(kind.target()).orElse(Value.Null.VALUE);
                    return (Value) configuration
                            .without(kind.target())
                            .with(kind.ours(), target)
                            .with(FILTER, conditions(configuration.map(FILTER)));
                })
                .toList();
    }

    /** S3 gives the rules' names back as {@code Prefix} and {@code Suffix}. */
    private static Value.Map conditions(Value.Map filter) {
        var conditions = new LinkedHashMap<String, Value>();
        for (var item : filter.map("key").list("filterRules")) {
            var rule = (Value.Map) item;
            rule.string("name")
                    .ifPresent(name -> conditions.put(name.toLowerCase(Locale.ROOT), Value.of(text(rule, "value"))));
        }
        return new Value.Map(conditions);
    }

    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        var wanted = (Value.Map) desired.revealedDeep();
        var entries = new LinkedHashMap<String, Value>();
        if (wanted.bool(EVENT_BRIDGE).orElse(false)) {
            entries.put(S3_EVENT_BRIDGE, Value.Map.EMPTY);
        }
        KINDS.forEach((ours, kind) -> {
            if (!wanted.list(ours).isEmpty()) {
                entries.put(kind.list(), Value.of(toS3(wanted.list(ours), kind)));
            }
        });
        var configuration = SdkShapes.PLAIN.build(NotificationConfiguration.builder(), new Value.Map(entries));
        s3.putBucketNotificationConfiguration(r -> r.bucket(bucket).notificationConfiguration(configuration));
    }

    private static List<Value> toS3(List<Value> wanted, Kind kind) {
        return wanted.stream()
                .map(item -> {
                    var ours = (Value.Map) item;
                    var rules = ours.map(FILTER).entries().entrySet().stream()
                            .map(entry -> (Value) Value.Map.EMPTY
                                    .with("name", Value.of(entry.getKey()))
                                    .with("value", entry.getValue()))
                            .toList();
                    var plain = ours.without(FILTER)
                            .without(kind.ours())
                            .with(kind.target(), ours.get(kind.ours()).orElse(Value.Null.VALUE));
                    return (Value)
                            (rules.isEmpty()
                                    ? plain
                                    : plain.with(
                                            FILTER,
                                            Value.Map.EMPTY.with(
                                                    "key", Value.Map.EMPTY.with("filterRules", Value.of(rules)))));
                })
                .toList();
    }

    /** S3 sends no more events then. */
    @Override
    public void remove(S3Client s3, String bucket) {
        put(s3, bucket, Value.Map.EMPTY);
    }

    /** True when both have the same entries in any order. */
    @Override
    public boolean shows(Value live, Value desired) {
        var had = (Value.Map) live;
        var wanted = (Value.Map) desired.revealedDeep();
        return had.bool(EVENT_BRIDGE)
                        .equals(Optional.of(wanted.bool(EVENT_BRIDGE).orElse(false)))
                && KINDS.entrySet().stream()
                        .allMatch(list -> NamedConfigurations.same(
                                had.list(list.getKey()),
                                fromS3(toS3(wanted.list(list.getKey()), list.getValue()), list.getValue())));
    }

    /** The policy of a topic, queue or function may not be in force yet. */
    @Override
    public Predicate<ProviderException> passing() {
        return code("InvalidArgument").and(saying("Unable to validate the following destination configurations"));
    }
}
