package dev.setpoint.provider.aws.ec2;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.client.Aws;
import java.util.List;

/** A route table takes one gateway endpoint of a service: behaviour.md#ec2-gateway-endpoint-errors. */
public final class EndpointPreflight implements Preflight {

    private final Aws aws;

    public EndpointPreflight(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        var tables = VpcEndpoint.routeTables(what.desired()).stream()
                .filter(table -> !table.isEmpty())
                .toList();
        if (what.deletes() || tables.isEmpty()) {
            return List.of();
        }
        return aws
                .ec2(call)
                .describeVpcEndpointsPaginator(r -> r.filters(
                        Filters.of("vpc-endpoint-type", "Gateway"),
                        Filters.of("service-name", VpcEndpoint.service(what.desired(), aws.region()))))
                .vpcEndpoints()
                .stream()
                .filter(endpoint -> !new LiveEndpoint(endpoint).isLeaving() && !all.touch(endpoint.vpcEndpointId()))
                .flatMap(endpoint -> endpoint.routeTableIds().stream()
                        .filter(tables::contains)
                        .limit(1)
                        .map(table -> taken(what, table, endpoint.vpcEndpointId())))
                .toList();
    }

    private static Finding taken(PlannedChange what, String table, String endpoint) {
        return Finding.obstacle(
                        what,
                        "the route table %s has the endpoint %s for this service already, and takes no second."
                                .formatted(table, endpoint),
                        "Import the endpoint, or leave the route table out.")
                .about("routeTableIds");
    }
}
