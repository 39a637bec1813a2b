package dev.setpoint.provider.sandbox.config;

import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Simulation;
import java.util.List;
import software.amazon.awssdk.services.config.ConfigClient;

/** Everything the simulated AWS Config can do. */
public final class ConfigSimulation {

    private ConfigSimulation() {}

    public static Simulation<ConfigClient> create() {
        return new Simulation<>(
                List.of(
                        new Part<>(Recorders.class, Recorders::new),
                        new Part<>(Channels.class, Channels::new),
                        new Part<>(Rules.class, Rules::new)),
                RuleTags.OPERATIONS);
    }
}
