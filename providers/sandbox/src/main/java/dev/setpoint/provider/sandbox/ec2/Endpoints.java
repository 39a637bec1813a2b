package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Descriptions of gateway endpoints, and of the prefix lists to which their routes lead. */
final class Endpoints extends Ec2Part {

    static final String NOT_FOUND = "InvalidVpcEndpointId.NotFound";

    /** Policy of an endpoint that was created without one. */
    private static final String STANDARD_POLICY =
            "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\","
                    + "\"Resource\":\"*\"}]}";

    private final EndpointRules rules;

    Endpoints(World world) {
        super(world);
        this.rules = new EndpointRules(world);
    }

    static AwsServiceException notFound(String id) {
        return refusal(NOT_FOUND, missing(id));
    }

    static String missing(String id) {
        return "The Vpc Endpoint Id '" + id + "' does not exist";
    }

    @Override
    public DescribeVpcEndpointsResponse describeVpcEndpoints(DescribeVpcEndpointsRequest request) {
        var asked = request.hasVpcEndpointIds()
                ? request.vpcEndpointIds().stream().map(this::endpoint).toList()
                : rules.all();
        var found = asked.stream()
                .filter(endpoint -> Filters.match(
                        request.filters(),
                        endpoint,
                        Map.of(
                                "vpc-id", text(endpoint, "vpcId"),
                                "service-name", text(endpoint, "serviceName"),
                                "vpc-endpoint-id", text(endpoint, "id"),
                                "vpc-endpoint-state", rules.state(endpoint),
                                "vpc-endpoint-type", "Gateway")))
                .sorted(Comparator.comparing(endpoint -> text(endpoint, "id")))
                .toList();
        var page = PAGES.page(request, found, endpoint -> text(endpoint, "id"));
        return DescribeVpcEndpointsResponse.builder()
                .vpcEndpoints(page.items().stream()
                        .map(endpoint -> described(endpoint, rules))
                        .toList())
                .nextToken(page.nextMarker())
                .build();
    }

    private Value.Map endpoint(String id) {
        return world.documents()
                .get(key(id))
                .filter(endpoint -> !rules.state(endpoint).equals("deleted"))
                .orElseThrow(() -> notFound(id));
    }

    static VpcEndpoint described(Value.Map endpoint, EndpointRules rules) {
        return VpcEndpoint.builder()
                .vpcEndpointId(text(endpoint, "id"))
                .vpcEndpointType(VpcEndpointType.GATEWAY)
                .vpcId(text(endpoint, "vpcId"))
                .serviceName(text(endpoint, "serviceName"))
                .state(rules.state(endpoint))
                .policyDocument(endpoint.string("policy").orElse(STANDARD_POLICY))
                .routeTableIds(Members.texts(endpoint, "routeTableIds"))
                .ownerId(rules.world().account().id())
                .creationTimestamp(
                        endpoint.string("createdAt").map(Instant::parse).orElse(Instant.EPOCH))
                .tags(tags(endpoint))
                .build();
    }

    @Override
    public DescribePrefixListsResponse describePrefixLists(DescribePrefixListsRequest request) {
        for (var id : request.prefixListIds()) {
            if (rules.services().stream().map(rules::prefixList).noneMatch(id::equals)) {
                throw refusal("InvalidPrefixListId.NotFound", "The prefix list ID '" + id + "' does not exist");
            }
        }
        var services = rules.services().stream()
                .filter(service -> request.prefixListIds().isEmpty()
                        || request.prefixListIds().contains(rules.prefixList(service)))
                .toList();
        var page = PAGES.page(request, services, service -> service);
        return DescribePrefixListsResponse.builder()
                .nextToken(page.nextMarker())
                .prefixLists(page.items().stream()
                        .filter(service -> Filters.match(
                                request.filters(),
                                Value.Map.EMPTY,
                                Map.of("prefix-list-name", service, "prefix-list-id", rules.prefixList(service))))
                        .map(service -> PrefixList.builder()
                                .prefixListName(service)
                                .prefixListId(rules.prefixList(service))
                                .build())
                        .toList())
                .build();
    }
}
