package dev.setpoint.provider.sandbox.cloudwatch;

import static dev.setpoint.provider.sandbox.cloudwatch.AlarmRules.require;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Members;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of the metric math of an alarm. See behaviour.md#cloudwatch-alarm-limits. */
final class AlarmExpressions {

    private static final Pattern QUERY = Pattern.compile("(?is)\\s*SELECT\\b.*");
    private static final Pattern TEXT = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern SEARCH = Pattern.compile("(?i)\\bSEARCH\\s*\\(");
    private static final Pattern BAND = Pattern.compile("(?is)\\s*ANOMALY_DETECTION_BAND\\s*\\(.*");
    /** Ids begin with a small letter; functions are written in capitals. */
    private static final Pattern VARIABLE = Pattern.compile("(?<![A-Za-z0-9_])[a-z]\\w*(?!\\w|\\s*\\()");

    private AlarmExpressions() {}

    static void check(List<Value.Map> queries, Set<String> ids) {
        for (var query : queries) {
            var expression = query.string("expression").orElse("");
            if (!QUERY.matcher(expression).matches()) {
                check(TEXT.matcher(expression).replaceAll(""), ids);
            }
        }
    }

    private static void check(String expression, Set<String> ids) {
        require(!SEARCH.matcher(expression).find(), "SEARCH is not supported on Metric Alarms.");
        var unknown = VARIABLE.matcher(expression)
                .results()
                .map(found -> found.group())
                .filter(name -> !ids.contains(name))
                .findFirst();
        require(unknown.isEmpty(), "Error in expression: Undefined variable '" + unknown.orElse("") + "'.");
    }

    /** Checks that the threshold is a band among the metrics. */
    static void checkBand(Value.Map alarm) {
        var id = alarm.string("thresholdMetricId");
        var found = Members.maps(alarm, "metrics").stream()
                .filter(query -> query.string("id").equals(id))
                .map(query -> query.string("expression"))
                .flatMap(Optional::stream)
                .anyMatch(expression -> BAND.matcher(expression).matches());
        require(found, "ThresholdMetricId must be the id of an ANOMALY_DETECTION_BAND in the metrics list.");
    }
}
