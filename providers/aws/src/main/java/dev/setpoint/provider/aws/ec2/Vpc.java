package dev.setpoint.provider.aws.ec2;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.Tags;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/** A VPC that is there, with its route tables. */
public final class Vpc implements DataSource {

    private final Aws aws;

    public Vpc(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map read(Value.Map properties, Call call) {
        var ec2 = aws.ec2(call);
        var vpc = theOne(vpcs(ec2, properties), properties);
        var tables =
                ec2
                        .describeRouteTablesPaginator(r -> r.filters(Filters.of("vpc-id", vpc.vpcId())))
                        .routeTables()
                        .stream()
                        .sorted(Comparator.comparing(RouteTable::routeTableId))
                        .toList();
        return properties.plus(new Value.Map(Map.of(
                "vpcId",
                Value.of(vpc.vpcId()),
                "cidrBlock",
                Value.of(vpc.cidrBlock()),
                "ownerId",
                Value.of(vpc.ownerId()),
                "routeTableIds",
                Value.strings(tables.stream().map(RouteTable::routeTableId).toList()),
                "mainRouteTableId",
                Value.of(main(tables)))));
    }

    private static List<software.amazon.awssdk.services.ec2.model.Vpc> vpcs(Ec2Client ec2, Value.Map properties) {
        var request = DescribeVpcsRequest.builder();
        if (properties.has("id")) {
            request.vpcIds(text(properties, "id"));
        } else if (properties.has("tags")) {
            request.filters(Tags.wanted(properties).entrySet().stream()
                    .map(tag -> Filters.of("tag:" + tag.getKey(), tag.getValue()))
                    .toList());
        } else {
            request.filters(Filters.of("is-default", "true"));
        }
        return Errors.unless(
                        code("InvalidVpcID.NotFound", "InvalidVpcId.NotFound"),
                        () -> ec2.describeVpcsPaginator(request.build()).vpcs().stream()
                                .toList())
                .orElse(List.of());
    }

    private software.amazon.awssdk.services.ec2.model.Vpc theOne(
            List<software.amazon.awssdk.services.ec2.model.Vpc> found, Value.Map properties) {
        if (found.isEmpty()) {
            throw ProviderException.of(
                            Kind.INVALID,
                            "NoSuchVpc",
                            "There is no VPC " + wanted(properties) + " in " + aws.region() + ".")
                    .hint("A VPC is seen only by a provider of its own region and account.");
        }
        if (found.size() > 1) {
            throw ProviderException.of(
                            Kind.INVALID,
                            "SeveralVpcs",
                            found.size() + " VPCs " + wanted(properties) + " are in " + aws.region() + ": "
                                    + found.stream()
                                            .map(software.amazon.awssdk.services.ec2.model.Vpc::vpcId)
                                            .sorted()
                                            .collect(Collectors.joining(", "))
                                    + ".")
                    .hint("Add a tag that only one of them has, or name it by its `id`.");
        }
        return found.getFirst();
    }

    private static String wanted(Value.Map properties) {
        if (properties.has("tags")) {
            return "with the tags "
                    + Tags.wanted(properties).entrySet().stream()
                            .map(tag -> tag.getKey() + "=" + tag.getValue())
                            .collect(Collectors.joining(", "));
        }
        return properties.string("id").orElse("that is the default one");
    }

    private static String main(List<RouteTable> tables) {
        return tables.stream()
                .filter(table -> table.associations().stream().anyMatch(RouteTableAssociation::main))
                .map(RouteTable::routeTableId)
                .findFirst()
                .orElse("");
    }
}
