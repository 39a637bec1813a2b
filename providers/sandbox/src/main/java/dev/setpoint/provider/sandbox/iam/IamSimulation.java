package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Simulation;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/** Everything the simulated IAM can do. */
public final class IamSimulation {

    private IamSimulation() {}

    public static Simulation<IamClient> create() {
        return new Simulation<>(
                List.of(
                        new Part<>(Roles.class, Roles::new),
                        new Part<>(Users.class, Users::new),
                        new Part<>(Groups.class, Groups::new),
                        new Part<>(Memberships.class, Memberships::new),
                        new Part<>(UserCredentials.class, UserCredentials::new),
                        new Part<>(ManagedPolicies.class, ManagedPolicies::new),
                        new Part<>(PolicyUses.class, PolicyUses::new),
                        new Part<>(Simulations.class, Simulations::new),
                        new Part<>(PolicyVersions.class, PolicyVersions::new)),
                Stream.of(
                                IamTags.OPERATIONS,
                                PrincipalPolicies.OPERATIONS,
                                UserBelongings.OPERATIONS,
                                EmptyLists.OPERATIONS)
                        .flatMap(List::stream)
                        .toList());
    }
}
