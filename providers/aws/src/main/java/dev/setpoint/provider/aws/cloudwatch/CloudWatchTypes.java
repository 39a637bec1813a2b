package dev.setpoint.provider.aws.cloudwatch;

import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.limit.AlarmLimits;
import dev.setpoint.provider.aws.limit.AlarmMetrics;
import dev.setpoint.provider.aws.preflight.Quota;
import dev.setpoint.provider.aws.registration.ServiceTypes;

/** Types of CloudWatch. */
public final class CloudWatchTypes {

    /** A default, which AWS raises on request. */
    private static final int ALARMS = 5_000;

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.cloudwatch.alarm", CloudWatchAlarm::new)
                    .preflight(CloudWatchTypes::quota)
                    .propertyRules(new AlarmLimits(), new AlarmMetrics()),
            resource("aws.cloudwatch.dashboard", CloudWatchDashboard::new));

    private CloudWatchTypes() {}

    private static Preflight quota(Aws aws) {
        Quota.Counter alarms = (_, call) -> aws.cloudWatch(call).describeAlarmsPaginator().metricAlarms().stream()
                .count();
        return new Quota(ALARMS, "alarms in this region", alarms, (_, _) -> true, false);
    }
}
