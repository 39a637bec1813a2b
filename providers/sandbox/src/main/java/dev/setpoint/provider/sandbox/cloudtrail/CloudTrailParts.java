package dev.setpoint.provider.sandbox.cloudtrail;

import dev.setpoint.provider.sandbox.call.Part;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/** Everything the simulated CloudTrail can do. */
public final class CloudTrailParts {

    private CloudTrailParts() {}

    public static List<Part<CloudTrailClient>> all() {
        return List.of(
                new Part<>(Trails.class, Trails::new),
                new Part<>(TrailReading.class, TrailReading::new),
                new Part<>(Selectors.class, Selectors::new),
                new Part<>(TrailTags.class, TrailTags::new));
    }
}
