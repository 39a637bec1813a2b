package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/** Route tables. Their routes are not simulated. */
final class RouteTables extends Ec2Part {

    RouteTables(World world) {
        super(world);
    }

    @Override
    public CreateRouteTableResponse createRouteTable(CreateRouteTableRequest request) {
        networks().vpc(request.vpcId());
        var table = Value.Map.EMPTY
                .with("id", Value.of(newId("rtb")))
                .with("vpcId", Value.of(request.vpcId()))
                .with("tags", tags(request.tagSpecifications(), "route-table"));
        save(table);
        return CreateRouteTableResponse.builder().routeTable(described(table)).build();
    }

    @Override
    public DescribeRouteTablesResponse describeRouteTables(DescribeRouteTablesRequest request) {
        var asked = request.hasRouteTableIds()
                ? request.routeTableIds().stream().map(networks()::table).toList()
                : networks().tables();
        var found = asked.stream()
                .filter(table -> Filters.match(
                        request.filters(),
                        table,
                        Map.of(
                                "vpc-id", text(table, "vpcId"),
                                "owner-id", world.account().id(),
                                "route-table-id", text(table, "id"))))
                .sorted(Comparator.comparing(table -> text(table, "id")))
                .toList();
        var page = PAGES.by(100).page(request, found, table -> text(table, "id"));
        return DescribeRouteTablesResponse.builder()
                .routeTables(page.items().stream().map(this::described).toList())
                .nextToken(page.nextMarker())
                .build();
    }

    private RouteTable described(Value.Map table) {
        var id = text(table, "id");
        var main = table.bool("main").orElse(false);
        return RouteTable.builder()
                .routeTableId(id)
                .vpcId(text(table, "vpcId"))
                .ownerId(world.account().id())
                .associations(
                        main
                                ? List.of(RouteTableAssociation.builder()
                                        .main(true)
                                        .routeTableId(id)
                                        .routeTableAssociationId(id.replace("rtb-", "rtbassoc-"))
                                        .build())
                                : List.of())
                .tags(tags(table))
                .build();
    }
}
