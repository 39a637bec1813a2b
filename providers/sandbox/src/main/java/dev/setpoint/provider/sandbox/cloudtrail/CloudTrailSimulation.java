package dev.setpoint.provider.sandbox.cloudtrail;

import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Simulation;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/** Everything the simulated CloudTrail can do. */
public final class CloudTrailSimulation {

    private CloudTrailSimulation() {}

    public static Simulation<CloudTrailClient> create() {
        return new Simulation<>(
                List.of(
                        new Part<>(Trails.class, Trails::new),
                        new Part<>(TrailDescription.class, TrailDescription::new),
                        new Part<>(Selectors.class, Selectors::new)),
                TrailTags.OPERATIONS);
    }
}
