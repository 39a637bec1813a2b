package dev.setpoint.provider.sandbox.cloudwatch;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * What CloudWatch asks of an alarm.
 * See behaviour.md#cloudwatch-alarm-regions, behaviour.md#cloudwatch-alarm-limits.
 */
final class AlarmRules {

    private static final int DAY = 86_400;
    private static final int WEEK = 604_800;
    private static final int HOUR = 3_600;
    private static final int MOST_ACTIONS = 5;
    private static final int MOST_DIMENSIONS = 30;
    private static final Set<Integer> SHORT_PERIODS = Set.of(10, 20, 30);
    private static final Set<String> BAND_OPERATORS =
            Set.of("LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold");

    private AlarmRules() {}

    static void check(PutMetricAlarmRequest request, String region) {
        require(
                length(request.alarmName()) >= 1 && length(request.alarmName()) <= 255,
                "AlarmName has 1 to 255 characters.");
        require(length(request.alarmDescription()) <= 1024, "AlarmDescription has at most 1024 characters.");
        require(request.comparisonOperator() != null, "The parameter ComparisonOperator is required.");
        require(request.evaluationPeriods() != null, "The parameter EvaluationPeriods is required.");
        Stream.of(request.alarmActions(), request.okActions(), request.insufficientDataActions())
                .forEach(actions -> checkActions(actions, region));
        require(
                Optional.ofNullable(request.datapointsToAlarm()).orElse(1) <= request.evaluationPeriods(),
                "DatapointsToAlarm must be at most EvaluationPeriods.");
        if (request.metrics().isEmpty()) {
            checkMetric(request);
        } else {
            checkMetrics(request);
        }
        checkThreshold(request);
    }

    private static void checkActions(List<String> actions, String region) {
        require(actions.size() <= MOST_ACTIONS, "At most " + MOST_ACTIONS + " actions are allowed for a state.");
        for (var action : actions) {
            var parts = action.split(":", -1);
            require(parts.length >= 6 && parts[0].equals("arn"), "Invalid action ARN: " + action);
            require(
                    parts[3].isEmpty() || parts[3].equals(region),
                    "Invalid region " + parts[3] + " specified. Only " + region + " is supported.");
        }
    }

    private static void checkMetric(PutMetricAlarmRequest request) {
        require(
                request.metricName() != null && request.namespace() != null && request.period() != null,
                "The parameters MetricName, Namespace and Period are required.");
        require(!request.namespace().startsWith(":"), "Namespace must not start with a colon.");
        exclude(request.statistic() != null && request.extendedStatistic() != null, "Statistic", "ExtendedStatistic");
        require(
                request.statistic() != null || request.extendedStatistic() != null,
                "One of Statistic and ExtendedStatistic is required.");
        require(request.dimensions().size() <= MOST_DIMENSIONS, "At most " + MOST_DIMENSIONS + " dimensions.");
        checkPeriod(request.period());
        checkSpan(request.period(), request.evaluationPeriods());
    }

    private static void checkPeriod(int period) {
        require(
                SHORT_PERIODS.contains(period) || (period >= 60 && period % 60 == 0),
                "Period must be 10, 20, 30 or a multiple of 60: " + period);
    }

    private static void checkSpan(int period, int evaluationPeriods) {
        var longest = period >= HOUR ? WEEK : DAY;
        require(
                (long) period * evaluationPeriods <= longest,
                "Metrics cannot be checked across more than " + (longest == DAY ? "a day" : "seven days")
                        + " (EvaluationPeriods * Period must be <= " + longest + ").");
    }

    private static void checkMetrics(PutMetricAlarmRequest request) {
        exclude(request.metricName() != null, "Metrics", "MetricName");
        exclude(request.namespace() != null, "Metrics", "Namespace");
        exclude(request.period() != null, "Metrics", "Period");
        exclude(request.statistic() != null || request.extendedStatistic() != null, "Metrics", "Statistic");
        exclude(!request.dimensions().isEmpty(), "Metrics", "Dimensions");
        var ids = new HashSet<String>();
        for (var query : request.metrics()) {
            require(ids.add(query.id()), "The id " + query.id() + " is used twice.");
            require(
                    (query.metricStat() == null) != (query.expression() == null),
                    "An entry of Metrics has MetricStat or Expression: " + query.id());
            if (query.metricStat() != null) {
                checkSpan(query.metricStat().period(), request.evaluationPeriods());
            }
        }
        var returning =
                request.metrics().stream().filter(AlarmRules::returnsData).count();
        var wanted = request.thresholdMetricId() == null ? 1 : 2;
        require(
                returning == wanted,
                "Exactly " + (wanted == 1 ? "one element" : "two elements")
                        + " of the metrics list should return data.");
    }

    private static boolean returnsData(MetricDataQuery query) {
        return !Boolean.FALSE.equals(query.returnData());
    }

    private static void checkThreshold(PutMetricAlarmRequest request) {
        exclude(request.threshold() != null && request.thresholdMetricId() != null, "Threshold", "ThresholdMetricId");
        require(
                request.threshold() != null || request.thresholdMetricId() != null,
                "One of Threshold and ThresholdMetricId is required.");
        require(
                BAND_OPERATORS.contains(request.comparisonOperatorAsString()) == (request.thresholdMetricId() != null),
                "The ComparisonOperator " + request.comparisonOperatorAsString()
                        + " does not go with this kind of threshold.");
    }

    private static int length(String text) {
        return Optional.ofNullable(text).map(String::length).orElse(0);
    }

    private static void exclude(boolean both, String one, String other) {
        if (both) {
            throw CloudWatchPart.refusal(
                    "InvalidParameterCombination", 400, one + " and " + other + " cannot be set together.");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw CloudWatchPart.refusal("ValidationError", 400, otherwise);
        }
    }
}
