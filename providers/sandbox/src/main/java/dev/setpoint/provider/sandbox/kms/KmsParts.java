package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.provider.sandbox.call.Part;
import java.util.List;
import software.amazon.awssdk.services.kms.KmsClient;

/** Everything the simulated KMS can do. */
public final class KmsParts {

    private KmsParts() {}

    public static List<Part<KmsClient>> all() {
        return List.of(
                new Part<>(KeyCreation.class, KeyCreation::new),
                new Part<>(KeyReplication.class, KeyReplication::new),
                new Part<>(KeyDescription.class, KeyDescription::new),
                new Part<>(KeyState.class, KeyState::new),
                new Part<>(KeyPolicies.class, KeyPolicies::new),
                new Part<>(KeyRotation.class, KeyRotation::new),
                new Part<>(KeyTags.class, KeyTags::new),
                new Part<>(Aliases.class, Aliases::new),
                new Part<>(Grants.class, Grants::new));
    }
}
