package dev.setpoint.provider.sandbox.cloudwatch;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;

/**
 * Metric alarms. The sandbox has no metrics, so that an alarm stays without data. See behaviour.md#cloudwatch-alarm.
 */
final class Alarms extends CloudWatchPart {

    private static final int MOST_NAMES = 100;

    /** Members that are returned even when they were never set. */
    private static final Value.Map STANDARD = Value.Map.EMPTY
            .with("actionsEnabled", Value.of(true))
            .with("okActions", Value.List.EMPTY)
            .with("alarmActions", Value.List.EMPTY)
            .with("insufficientDataActions", Value.List.EMPTY)
            .with("dimensions", Value.List.EMPTY);

    private static final List<String> STATE =
            List.of("stateValue", "stateReason", "stateUpdatedTimestamp", "stateTransitionedTimestamp");

    Alarms(World world) {
        super(world);
    }

    /** Overwrites every setting and keeps the state; tags count for a new alarm only. */
    @Override
    public PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmRequest request) {
        AlarmRules.check(request, world.region());
        var key = alarmKey(request.alarmName());
        var before = world.documents().get(key);
        var now = Value.of(world.now().toString());
        var alarm = STANDARD.with("alarmArn", Value.of(world.arn("cloudwatch", "alarm:" + request.alarmName())))
                .with("alarmConfigurationUpdatedTimestamp", now)
                .with("stateValue", Value.of("INSUFFICIENT_DATA"))
                .with("stateReason", Value.of("Unchecked: Initial alarm creation"))
                .with("stateUpdatedTimestamp", now)
                .with("stateTransitionedTimestamp", now)
                .plus(SdkShapes.PLAIN.toValue(request).without("tags"));
        for (var member : STATE) {
            var kept = before.flatMap(document -> document.map("alarm").get(member));
            alarm = kept.isPresent() ? alarm.with(member, kept.get()) : alarm;
        }
        var tags = before.map(document -> document.map("tags")).orElseGet(() -> AlarmTags.RULES.created(request));
        world.documents().put(key, Value.Map.EMPTY.with("alarm", alarm).with("tags", tags));
        return PutMetricAlarmResponse.builder().build();
    }

    @Override
    public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
        if (!request.alarmTypes().isEmpty() && !request.alarmTypes().contains(AlarmType.METRIC_ALARM)) {
            return DescribeAlarmsResponse.builder()
                    .metricAlarms(List.of())
                    .compositeAlarms(List.of())
                    .build();
        }
        if (!request.alarmNames().isEmpty() && request.alarmNamePrefix() != null) {
            throw refusal(
                    "InvalidParameterCombination", 400, "AlarmNames and AlarmNamePrefix cannot be given together.");
        }
        var found = named(request)
                .map(document -> SdkShapes.PLAIN.build(MetricAlarm.builder(), document.map("alarm")))
                .filter(alarm -> request.stateValue() == null || request.stateValue() == alarm.stateValue())
                .filter(alarm -> request.actionPrefix() == null || acts(alarm, request.actionPrefix()))
                .toList();
        var page = PAGES.page(request, found, MetricAlarm::alarmName);
        return DescribeAlarmsResponse.builder()
                .metricAlarms(page.items())
                .compositeAlarms(List.of())
                .nextToken(page.nextMarker())
                .build();
    }

    private Stream<Value.Map> named(DescribeAlarmsRequest request) {
        return request.alarmNames().isEmpty()
                ? world
                        .documents()
                        .under(alarmKey(
                                Optional.ofNullable(request.alarmNamePrefix()).orElse("")))
                        .values()
                        .stream()
                : request.alarmNames().stream()
                        .distinct()
                        .sorted()
                        .flatMap(name -> world.documents().get(alarmKey(name)).stream());
    }

    private static boolean acts(MetricAlarm alarm, String prefix) {
        return Stream.of(alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions())
                .flatMap(List::stream)
                .anyMatch(action -> action.startsWith(prefix));
    }

    /** Deletes alarms; unknown names do not stop the others. */
    @Override
    public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request) {
        if (request.alarmNames().size() > MOST_NAMES) {
            throw refusal("ValidationError", 400, "At most " + MOST_NAMES + " alarms are deleted at once.");
        }
        var known = request.alarmNames().stream()
                .map(this::alarmKey)
                .filter(key -> world.known(key).isPresent())
                .toList();
        if (known.isEmpty()) {
            throw refusal("ResourceNotFound", 404, "Unknown alarm: " + String.join(", ", request.alarmNames()));
        }
        known.forEach(world.documents()::remove);
        return DeleteAlarmsResponse.builder().build();
    }
}
