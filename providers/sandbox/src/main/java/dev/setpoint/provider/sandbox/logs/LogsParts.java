package dev.setpoint.provider.sandbox.logs;

import dev.setpoint.provider.sandbox.call.Part;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Everything the simulated CloudWatch Logs can do. */
public final class LogsParts {

    private LogsParts() {}

    public static List<Part<CloudWatchLogsClient>> all() {
        return List.of(
                new Part<>(Groups.class, Groups::new),
                new Part<>(GroupSettings.class, GroupSettings::new),
                new Part<>(MetricFilters.class, MetricFilters::new));
    }
}
