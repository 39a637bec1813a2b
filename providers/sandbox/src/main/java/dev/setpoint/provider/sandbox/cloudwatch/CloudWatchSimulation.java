package dev.setpoint.provider.sandbox.cloudwatch;

import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Simulation;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Everything the simulated CloudWatch can do. */
public final class CloudWatchSimulation {

    private CloudWatchSimulation() {}

    public static Simulation<CloudWatchClient> create() {
        return new Simulation<>(
                List.of(new Part<>(Alarms.class, Alarms::new), new Part<>(Dashboards.class, Dashboards::new)),
                AlarmTags.OPERATIONS);
    }
}
