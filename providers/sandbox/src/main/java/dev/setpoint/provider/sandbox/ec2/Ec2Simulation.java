package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Simulation;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Everything the simulated EC2 can do. */
public final class Ec2Simulation {

    private Ec2Simulation() {}

    public static Simulation<Ec2Client> create() {
        return new Simulation<>(List.of(
                new Part<>(Vpcs.class, Vpcs::new),
                new Part<>(Subnets.class, Subnets::new),
                new Part<>(RouteTables.class, RouteTables::new),
                new Part<>(Endpoints.class, Endpoints::new),
                new Part<>(EndpointChanges.class, EndpointChanges::new),
                new Part<>(ResourceTags.class, ResourceTags::new)));
    }
}
