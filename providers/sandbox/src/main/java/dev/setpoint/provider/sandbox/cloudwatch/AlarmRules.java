package dev.setpoint.provider.sandbox.cloudwatch;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** Checks of an alarm. See behaviour.md#cloudwatch-alarm-regions, behaviour.md#cloudwatch-alarm-limits. */
final class AlarmRules {

    private static final int DAY = 86_400;
    private static final int WEEK = 604_800;
    private static final int HOUR = 3_600;
    private static final Set<Integer> SHORT_PERIODS = Set.of(10, 20, 30);
    private static final Set<String> BAND_OPERATORS =
            Set.of("LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold");
    private static final List<String> ACTIONS = List.of("alarmActions", "okActions", "insufficientDataActions");

    private static final Refusal NO_METRIC = invalid("The parameters MetricName, Namespace and Period are required.");

    private static final List<Check> ALARM = List.of(
            Check.oneOf(
                            "treatMissingData",
                            Set.of("breaching", "notBreaching", "ignore", "missing"),
                            invalid("The value %s for parameter TreatMissingData is not supported."))
                    .whenPresent(),
            Check.oneOf(
                            "evaluateLowSampleCountPercentile",
                            Set.of("evaluate", "ignore"),
                            invalid("The value %s for parameter EvaluateLowSampleCountPercentile is not supported."))
                    .whenPresent());

    /** Checks of an alarm on one metric. */
    private static final List<Check> METRIC = List.of(
            Check.required("metricName", NO_METRIC),
            Check.required("namespace", NO_METRIC),
            Check.required("period", NO_METRIC));

    /** Checks of an alarm on several metrics. */
    private static final List<Check> METRICS = List.of(
            Check.absent("metricName", exclusive("Metrics", "MetricName")),
            Check.absent("namespace", exclusive("Metrics", "Namespace")),
            Check.absent("period", exclusive("Metrics", "Period")),
            Check.absent("statistic", exclusive("Metrics", "Statistic")),
            Check.absent("extendedStatistic", exclusive("Metrics", "Statistic")),
            Check.absent("dimensions", exclusive("Metrics", "Dimensions")));

    private AlarmRules() {}

    private static Refusal invalid(String message) {
        return new Refusal(Service.CLOUDWATCH, "ValidationError", 400, message);
    }

    private static Refusal exclusive(String one, String other) {
        return new Refusal(
                Service.CLOUDWATCH,
                "InvalidParameterCombination",
                400,
                one + " and " + other + " cannot be set together.");
    }

    static void check(PutMetricAlarmRequest request, String region) {
        check(SdkShapes.PLAIN.toValue(request), region);
    }

    private static void check(Value.Map alarm, String region) {
        Check.all(ALARM, alarm);
        ACTIONS.forEach(actions -> checkActions(Members.texts(alarm, actions), region));
        var periods = alarm.integer("evaluationPeriods").orElse(0);
        require(
                alarm.integer("datapointsToAlarm").orElse(1) <= periods,
                "DatapointsToAlarm must be at most EvaluationPeriods.");
        if (alarm.list("metrics").isEmpty()) {
            checkMetric(alarm, periods);
        } else {
            checkMetrics(alarm, periods);
        }
        checkThreshold(alarm);
    }

    private static void checkMetric(Value.Map alarm, int periods) {
        Check.all(METRIC, alarm);
        exclude(alarm, "statistic", "extendedStatistic", exclusive("Statistic", "ExtendedStatistic"));
        require(
                alarm.has("statistic") || alarm.has("extendedStatistic"),
                "One of Statistic and ExtendedStatistic is required.");
        var period = alarm.integer("period").orElse(0);
        require(
                SHORT_PERIODS.contains(period) || (period >= 60 && period % 60 == 0),
                "Period must be 10, 20, 30 or a multiple of 60: " + period);
        checkSpan(period, periods);
    }

    private static void checkMetrics(Value.Map alarm, int periods) {
        Check.all(METRICS, alarm);
        var ids = new HashSet<String>();
        var queries = Members.maps(alarm, "metrics");
        for (var query : queries) {
            var id = query.string("id").orElse("");
            require(ids.add(id), "The id " + id + " is used twice.");
            require(
                    query.has("metricStat") != query.has("expression"),
                    "An entry of Metrics has MetricStat or Expression: " + id);
            query.map("metricStat").integer("period").ifPresent(period -> checkSpan(period, periods));
            query.integer("period").ifPresent(period -> checkSpan(period, periods));
        }
        AlarmExpressions.check(queries, ids);
        var returning = queries.stream()
                .filter(query -> query.bool("returnData").orElse(true))
                .count();
        var expected = alarm.has("thresholdMetricId") ? 2 : 1;
        require(
                returning == expected,
                "Exactly " + (expected == 1 ? "one element" : "two elements")
                        + " of the metrics list should return data.");
    }

    private static void checkThreshold(Value.Map alarm) {
        var band = alarm.has("thresholdMetricId");
        var operator = alarm.string("comparisonOperator").orElse("");
        if (band) {
            AlarmExpressions.checkBand(alarm);
        }
        exclude(alarm, "threshold", "thresholdMetricId", exclusive("Threshold", "ThresholdMetricId"));
        require(alarm.has("threshold") || band, "One of Threshold and ThresholdMetricId is required.");
        require(
                BAND_OPERATORS.contains(operator) == band,
                "The ComparisonOperator " + operator + " does not go with this kind of threshold.");
    }

    private static void exclude(Value.Map alarm, String one, String other, Refusal refusal) {
        if (alarm.has(one) && alarm.has(other)) {
            throw refusal.exception();
        }
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw CloudWatchPart.refusal("ValidationError", 400, otherwise);
        }
    }

    private static void checkActions(List<String> actions, String region) {
        for (var action : actions) {
            var parts = action.split(":", -1);
            require(parts.length >= 6 && parts[0].equals("arn"), "Invalid action ARN: " + action);
            require(
                    parts[3].isEmpty() || parts[3].equals(region),
                    "Invalid region " + parts[3] + " specified. Only " + region + " is supported.");
        }
    }

    private static void checkSpan(int period, int evaluationPeriods) {
        var longest = period >= HOUR ? WEEK : DAY;
        require(
                (long) period * evaluationPeriods <= longest,
                "Metrics cannot be checked across more than " + (longest == DAY ? "a day" : "seven days")
                        + " (EvaluationPeriods * Period must be <= " + longest + ").");
    }
}
