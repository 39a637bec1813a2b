package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Simulation;
import java.util.List;
import software.amazon.awssdk.services.kms.KmsClient;

/** Everything the simulated KMS can do. */
public final class KmsSimulation {

    private KmsSimulation() {}

    public static Simulation<KmsClient> create() {
        return new Simulation<>(
                List.of(
                        new Part<>(KeyCreation.class, KeyCreation::new),
                        new Part<>(KeyReplication.class, KeyReplication::new),
                        new Part<>(KeyDescription.class, KeyDescription::new),
                        new Part<>(KeyStateChanges.class, KeyStateChanges::new),
                        new Part<>(KeyPolicies.class, KeyPolicies::new),
                        new Part<>(KeyRotation.class, KeyRotation::new),
                        new Part<>(Aliases.class, Aliases::new),
                        new Part<>(Grants.class, Grants::new)),
                KeyTags.OPERATIONS);
    }
}
