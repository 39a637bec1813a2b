package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Simulation;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;

/** Everything the simulated IAM can do. */
public final class IamSimulation {

    private IamSimulation() {}

    public static Simulation<IamClient> create() {
        return new Simulation<>(
                List.of(
                        new Part<>(Roles.class, Roles::new),
                        new Part<>(RolePolicies.class, RolePolicies::new),
                        new Part<>(RoleAttachments.class, RoleAttachments::new),
                        new Part<>(Users.class, Users::new),
                        new Part<>(UserPolicies.class, UserPolicies::new),
                        new Part<>(UserCredentials.class, UserCredentials::new),
                        new Part<>(ManagedPolicies.class, ManagedPolicies::new),
                        new Part<>(Simulations.class, Simulations::new),
                        new Part<>(PolicyVersions.class, PolicyVersions::new)),
                IamTags.OPERATIONS);
    }
}
