package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Simulation;
import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;

/** Everything the simulated SNS can do. */
public final class SnsSimulation {

    private SnsSimulation() {}

    public static Simulation<SnsClient> create() {
        return new Simulation<>(
                List.of(
                        new Part<>(Topics.class, Topics::new),
                        new Part<>(Subscriptions.class, Subscriptions::new),
                        new Part<>(SubscriptionSettings.class, SubscriptionSettings::new)),
                TopicTags.OPERATIONS);
    }
}
