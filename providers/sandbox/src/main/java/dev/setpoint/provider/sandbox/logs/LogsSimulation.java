package dev.setpoint.provider.sandbox.logs;

import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Simulation;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Everything the simulated CloudWatch Logs can do. */
public final class LogsSimulation {

    private LogsSimulation() {}

    public static Simulation<CloudWatchLogsClient> create() {
        return new Simulation<>(
                List.of(
                        new Part<>(Groups.class, Groups::new),
                        new Part<>(GroupSettings.class, GroupSettings::new),
                        new Part<>(MetricFilters.class, MetricFilters::new)),
                GroupTags.OPERATIONS);
    }
}
