package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.provider.sandbox.call.Part;
import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;

/** Everything the simulated SNS can do. */
public final class SnsParts {

    private SnsParts() {}

    public static List<Part<SnsClient>> all() {
        return List.of(
                new Part<>(Topics.class, Topics::new),
                new Part<>(TopicTags.class, TopicTags::new),
                new Part<>(Subscriptions.class, Subscriptions::new),
                new Part<>(SubscriptionSettings.class, SubscriptionSettings::new));
    }
}
