package dev.setpoint.provider.sandbox.cloudwatch;

import dev.setpoint.provider.sandbox.call.Part;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Everything the simulated CloudWatch can do. */
public final class CloudWatchParts {

    private CloudWatchParts() {}

    public static List<Part<CloudWatchClient>> all() {
        return List.of(
                new Part<>(Alarms.class, Alarms::new),
                new Part<>(AlarmTags.class, AlarmTags::new),
                new Part<>(Dashboards.class, Dashboards::new));
    }
}
