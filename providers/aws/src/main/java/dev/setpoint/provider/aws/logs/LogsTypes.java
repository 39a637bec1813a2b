package dev.setpoint.provider.aws.logs;

import static dev.setpoint.provider.aws.registration.TypeEntry.resource;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.preflight.Quota;
import dev.setpoint.provider.aws.registration.ServiceTypes;

/** Types of CloudWatch Logs. */
public final class LogsTypes {

    /** See behaviour.md#logs-metric-filter. */
    private static final int METRIC_FILTERS = 100;

    private static final String LOG_GROUP = "logGroup";

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.logs.logGroup", LogsLogGroup::new).preflight(LogGroupPreflight::new),
            resource("aws.logs.metricFilter", LogsMetricFilter::new).preflight(LogsTypes::filterQuota));

    private LogsTypes() {}

    private static Preflight filterQuota(Aws aws) {
        Quota.Counter filters = (what, call) -> filters(what, aws, call);
        return new Quota(METRIC_FILTERS, "metric filters in the log group", filters, Quota.sharing(LOG_GROUP), true);
    }

    /** Number of filters that the log group has; none when the group is yet to be made. */
    private static long filters(PlannedChange what, Aws aws, Call call) {
        var name = text(what.desired(), LOG_GROUP);
        var exists = !name.isEmpty()
                && aws.logs(call).describeLogGroupsPaginator(r -> r.logGroupNamePrefix(name)).logGroups().stream()
                        .anyMatch(group -> group.logGroupName().equals(name));
        return exists
                ? aws.logs(call).describeMetricFiltersPaginator(r -> r.logGroupName(name)).metricFilters().stream()
                        .count()
                : 0;
    }
}
