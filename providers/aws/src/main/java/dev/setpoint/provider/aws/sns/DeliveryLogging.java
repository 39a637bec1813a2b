package dev.setpoint.provider.aws.sns;

import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Logging of a topic's deliveries: three attributes for each kind of subscriber, one of them a number. An attribute
 * that was set is never gone again: an empty role and a rate of 0 mean no logging. See behaviour.md#sns-topic-logging.
 */
final class DeliveryLogging {

    static final String PROPERTY = "deliveryStatusLogging";

    private static final String SUCCESS = "successRole";
    private static final String FAILURE = "failureRole";
    private static final String RATE = "successSampleRate";

    /** Our names of the kinds of subscribers → how the names of their attributes begin. */
    private static final Map<String, String> KINDS = Map.of(
            "application", "Application", "firehose", "Firehose", "http", "HTTP", "lambda", "Lambda", "sqs", "SQS");

    /** Our names of settings → how the names of their attributes end. */
    private static final Map<String, String> SETTINGS = Map.of(
            SUCCESS, "SuccessFeedbackRoleArn", FAILURE, "FailureFeedbackRoleArn", RATE, "SuccessFeedbackSampleRate");

    private DeliveryLogging() {}

    /** Reads the kinds that are logged; empty when none is. */
    static Optional<Value> read(Map<String, String> attributes) {
        var kinds = new LinkedHashMap<String, Value>();
        KINDS.forEach((kind, prefix) -> {
            var success = role(attributes, prefix, SUCCESS);
            var failure = role(attributes, prefix, FAILURE);
            if (success.isPresent() || failure.isPresent()) {
                var read = new LinkedHashMap<String, Value>();
                success.ifPresent(arn -> read.put(SUCCESS, arn));
                failure.ifPresent(arn -> read.put(FAILURE, arn));
                Optional.ofNullable(attributes.get(prefix + SETTINGS.get(RATE)))
                        .ifPresent(rate -> read.put(RATE, Value.of(Integer.parseInt(rate))));
                kinds.put(kind, new Value.Map(read));
            }
        });
        return kinds.isEmpty() ? Optional.empty() : Optional.of(new Value.Map(kinds));
    }

    private static Optional<Value> role(Map<String, String> attributes, String prefix, String setting) {
        return Optional.ofNullable(attributes.get(prefix + SETTINGS.get(setting)))
                .filter(arn -> !arn.isEmpty())
                .map(Value::of);
    }

    /** Sets every attribute that is not as desired. */
    static void change(Map<String, String> live, Value.Map desired, BiConsumer<String, String> set) {
        KINDS.forEach((kind, prefix) -> SETTINGS.forEach((setting, suffix) -> {
            var wanted = text(desired.map(PROPERTY).map(kind), setting);
            var none = none(setting);
            if (!live.getOrDefault(prefix + suffix, none).equals(wanted.orElse(none))
                    || (wanted.isPresent() && !live.containsKey(prefix + suffix))) {
                set.accept(prefix + suffix, wanted.orElse(none));
            }
        }));
    }

    private static Optional<String> text(Value.Map logging, String setting) {
        return setting.equals(RATE) ? logging.integer(setting).map(String::valueOf) : logging.string(setting);
    }

    private static String none(String setting) {
        return setting.equals(RATE) ? "0" : "";
    }
}
