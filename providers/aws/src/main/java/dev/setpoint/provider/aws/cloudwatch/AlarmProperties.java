package dev.setpoint.provider.aws.cloudwatch;

import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.lifecycle.ReadBack;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** The settings of an alarm, to and from the SDK's shapes. See behaviour.md#cloudwatch-alarm-defaults. */
final class AlarmProperties {

    private static final String METRICS = "metrics";
    private static final String DIMENSIONS = "dimensions";

    /** Ours → CloudWatch's, where they differ. */
    private static final Map<String, String> NAMES = Map.of("name", "alarmName", "description", "alarmDescription");

    /** Members that are the alarm's state and history and no settings. */
    private static final Set<String> NOT_SET = Set.of(
            "alarmArn",
            "alarmConfigurationUpdatedTimestamp",
            "stateValue",
            "stateReason",
            "stateReasonData",
            "stateUpdatedTimestamp",
            "stateTransitionedTimestamp",
            "evaluationState");

    /** A setting, and those that an alarm cannot have beside it. */
    private static final Map<String, Set<String>> EXCLUDES = Map.of(
            METRICS,
            Set.of("namespace", "metricName", DIMENSIONS, "statistic", "extendedStatistic", "period", "unit"),
            "metricName",
            Set.of(METRICS),
            "statistic",
            Set.of("extendedStatistic"),
            "extendedStatistic",
            Set.of("statistic"),
            "threshold",
            Set.of("thresholdMetricId"),
            "thresholdMetricId",
            Set.of("threshold"));

    private AlarmProperties() {}

    /** Every setting of the alarm; what CloudWatch leaves out when it is not set has its standard value. */
    static Value.Map of(MetricAlarm alarm) {
        var settings = new LinkedHashMap<>(SdkShapes.PLAIN.toValue(alarm).entries());
        settings.keySet().removeAll(NOT_SET);
        NAMES.forEach((ours, theirs) ->
                Optional.ofNullable(settings.remove(theirs)).ifPresent(value -> settings.put(ours, value)));
        settings.putIfAbsent("treatMissingData", Value.of("missing"));
        settings.putIfAbsent(DIMENSIONS, Value.List.EMPTY);
        if (alarm.metrics().isEmpty()) {
            settings.remove(METRICS);
        }
        return dimensionsAsMaps(new Value.Map(settings)) instanceof Value.Map map ? completed(map) : Value.Map.EMPTY;
    }

    private static Value.Map completed(Value.Map settings) {
        if (!settings.has(METRICS)) {
            return settings;
        }
        var returning = Value.Map.EMPTY.with("returnData", Value.of(true));
        return settings.with(
                METRICS,
                Value.of(settings.list(METRICS).stream()
                        .map(query -> query instanceof Value.Map map ? returning.plus(map) : query)
                        .toList()));
    }

    private static Value dimensionsAsMaps(Value value) {
        if (!(value instanceof Value.Map map)) {
            return value.mapChildren(AlarmProperties::dimensionsAsMaps);
        }
        var entries = new LinkedHashMap<String, Value>();
        map.entries()
                .forEach((name, inner) -> entries.put(
                        name,
                        name.equals(DIMENSIONS) && inner instanceof Value.List(var items)
                                ? dimensions(items)
                                : dimensionsAsMaps(inner)));
        return new Value.Map(entries);
    }

    private static Value.Map dimensions(List<Value> items) {
        var dimensions = new LinkedHashMap<String, Value>();
        for (var item : items) {
            if (item instanceof Value.Map dimension) {
                dimensions.put(
                        dimension.string("name").orElse(""),
                        dimension.get("value").orElse(Value.of("")));
            }
        }
        return new Value.Map(dimensions);
    }

    /**
     * The request that makes or changes the alarm. It replaces all settings, so that those which the alarm has and
     * the spec does not manage are sent again.
     *
     * @param live empty for a new alarm
     */
    static PutMetricAlarmRequest.Builder request(Value.Map live, Value.Map desired, Set<String> removed) {
        var settings = new LinkedHashMap<>(live.entries());
        settings.keySet().removeAll(removed);
        EXCLUDES.forEach((chosen, others) -> {
            if (desired.has(chosen)) {
                settings.keySet().removeAll(others);
            }
        });
        settings.putAll(desired.entries());
        settings.remove("tags");
        NAMES.forEach((ours, theirs) ->
                Optional.ofNullable(settings.remove(ours)).ifPresent(value -> settings.put(theirs, value)));
        var whole = dimensionsAsLists(new Value.Map(settings)) instanceof Value.Map map ? map : Value.Map.EMPTY;
        return SdkShapes.PLAIN.fill(PutMetricAlarmRequest.builder(), whole);
    }

    static PutMetricAlarmRequest.Builder request(Value.Map live, Update update) {
        return request(live, update.desired(), update.removed());
    }

    private static Value dimensionsAsLists(Value value) {
        if (!(value instanceof Value.Map map)) {
            return value.mapChildren(AlarmProperties::dimensionsAsLists);
        }
        var entries = new LinkedHashMap<String, Value>();
        map.entries()
                .forEach((name, inner) -> entries.put(
                        name,
                        name.equals(DIMENSIONS) && inner.revealed() instanceof Value.Map dimensions
                                ? dimensionList(dimensions)
                                : dimensionsAsLists(inner)));
        return new Value.Map(entries);
    }

    private static Value.List dimensionList(Value.Map dimensions) {
        return Value.of(dimensions.entries().entrySet().stream()
                .map(dimension -> Value.Map.EMPTY
                        .with("name", Value.of(dimension.getKey()))
                        .with("value", dimension.getValue().revealed()))
                .toList());
    }

    /** True when a read shows every desired setting; lists of an alarm have no order. */
    static boolean shows(Value.Map live, Value.Map desired) {
        return ReadBack.covers(ordered(live), ordered(desired));
    }

    private static Value.Map ordered(Value.Map settings) {
        var ordered = new LinkedHashMap<String, Value>();
        settings.entries()
                .forEach((name, value) -> ordered.put(
                        name,
                        value.revealed() instanceof Value.List(var items) ? new Value.List(ordered(items)) : value));
        return new Value.Map(ordered);
    }

    private static List<Value> ordered(List<Value> items) {
        var ordered = new ArrayList<>(items);
        ordered.sort(Comparator.comparing(item ->
                item.revealed() instanceof Value.Map query ? query.string("id").orElse("") : item.toString()));
        return ordered;
    }
}
