package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rule on the periods and datapoints of an alarm, which limit each other. See behaviour.md#cloudwatch-alarm-limits. */
public record AlarmLimits() implements PropertyRule {

    private static final BigDecimal HOUR = BigDecimal.valueOf(3_600);
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400);
    private static final BigDecimal WEEK = BigDecimal.valueOf(604_800);
    private static final PropertyPath PERIODS = PropertyPath.of("evaluationPeriods");
    private static final PropertyPath DATAPOINTS = PropertyPath.of("datapointsToAlarm");
    private static final List<PropertyPath> PERIOD = List.of(
            PropertyPath.of("period"),
            PropertyPath.parse("metrics[*].metricStat.period"),
            PropertyPath.parse("metrics[*].period"));

    @Override
    public List<PropertyProblem> check(Value.Map properties) {
        var problems = new ArrayList<PropertyProblem>();
        var periods = Numbers.of(properties, "evaluationPeriods");
        if (periods.isPresent()) {
            datapoints(properties, periods.get()).ifPresent(problems::add);
            for (var place : PERIOD) {
                place.in(properties)
                        .forEach((path, period) -> Numbers.of(period)
                                .flatMap(seconds -> span(path, seconds, periods.get()))
                                .ifPresent(problems::add));
            }
        }
        return problems;
    }

    private static Optional<PropertyProblem> datapoints(Value.Map properties, BigDecimal periods) {
        return Numbers.of(properties, "datapointsToAlarm")
                .filter(datapoints -> datapoints.compareTo(periods) > 0)
                .map(datapoints -> new PropertyProblem(
                        DATAPOINTS,
                        "`datapointsToAlarm` is %s, and only %s periods are looked at (`evaluationPeriods`)."
                                .formatted(datapoints.toPlainString(), periods.toPlainString()),
                        "Set `datapointsToAlarm` to %s or less, or raise `evaluationPeriods`."
                                .formatted(periods.toPlainString())));
    }

    private static Optional<PropertyProblem> span(PropertyPath path, BigDecimal period, BigDecimal periods) {
        var hours = period.compareTo(HOUR) >= 0;
        var longest = hours ? WEEK : DAY;
        if (period.signum() <= 0 || period.multiply(periods).compareTo(longest) <= 0) {
            return Optional.empty();
        }
        var most = longest.divideToIntegralValue(period).toPlainString();
        return Optional.of(new PropertyProblem(
                PERIODS,
                "%s periods of %s seconds (`%s`) are longer than %s, and CloudWatch looks no further back."
                        .formatted(
                                periods.toPlainString(), period.toPlainString(), path, hours ? "seven days" : "a day"),
                hours
                        ? "Set `evaluationPeriods` to %s or less.".formatted(most)
                        : "Set `evaluationPeriods` to %s or less; with periods of an hour or more it may be seven days."
                                .formatted(most)));
    }
}
