package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceTypeDetail;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Descriptions of endpoints, of services, and of the prefix lists to which routes of gateways lead. */
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
                                "vpc-endpoint-type", type(endpoint))))
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

    private static String type(Value.Map endpoint) {
        return InterfaceRules.isInterface(endpoint) ? "Interface" : "Gateway";
    }

    static VpcEndpoint described(Value.Map endpoint, EndpointRules rules) {
        var described = VpcEndpoint.builder()
                .vpcEndpointId(text(endpoint, "id"))
                .vpcEndpointType(type(endpoint))
                .vpcId(text(endpoint, "vpcId"))
                .serviceName(text(endpoint, "serviceName"))
                .state(rules.state(endpoint))
                .policyDocument(endpoint.string("policy").orElse(STANDARD_POLICY))
                .routeTableIds(Members.texts(endpoint, "routeTableIds"))
                .ownerId(rules.world().account().id())
                .creationTimestamp(
                        endpoint.string("createdAt").map(Instant::parse).orElse(Instant.EPOCH))
                .tags(tags(endpoint));
        return (InterfaceRules.isInterface(endpoint) ? interfaceOf(described, endpoint) : described).build();
    }

    private static VpcEndpoint.Builder interfaceOf(VpcEndpoint.Builder described, Value.Map endpoint) {
        var id = text(endpoint, "id");
        var subnets = Members.texts(endpoint, InterfaceRules.SUBNETS);
        var service = text(endpoint, "serviceName");
        var privateDns = endpoint.bool(InterfaceRules.PRIVATE_DNS).orElse(false);
        var names = new ArrayList<DnsEntry>();
        var parts = service.split("\\.", 4);
        names.add(name(
                id + "-" + id.substring(id.length() - 8) + "." + parts[3] + "." + parts[2] + ".vpce.amazonaws.com"));
        if (privateDns) {
            names.add(name(parts[3] + "." + parts[2] + ".amazonaws.com"));
        }
        return described
                .subnetIds(subnets)
                .networkInterfaceIds(subnets.stream()
                        .map(subnet -> "eni-" + HexFormat.of().toHexDigits((id + subnet).hashCode()))
                        .toList())
                .groups(Members.texts(endpoint, InterfaceRules.GROUPS).stream()
                        .map(group ->
                                SecurityGroupIdentifier.builder().groupId(group).build())
                        .toList())
                .privateDnsEnabled(privateDns)
                .ipAddressType(text(endpoint, InterfaceRules.ADDRESSES))
                .dnsEntries(names);
    }

    private static DnsEntry name(String name) {
        return DnsEntry.builder().dnsName(name).build();
    }

    @Override
    public DescribeVpcEndpointServicesResponse describeVpcEndpointServices(DescribeVpcEndpointServicesRequest request) {
        var known = rules.interfaceServices();
        request.serviceNames().forEach(name -> rules.checkService(name, known));
        var asked = request.serviceNames().isEmpty() ? known : request.serviceNames();
        return DescribeVpcEndpointServicesResponse.builder()
                .serviceNames(asked)
                .serviceDetails(asked.stream()
                        .map(name -> ServiceDetail.builder()
                                .serviceName(name)
                                .serviceType(types(name))
                                .build())
                        .toList())
                .build();
    }

    private List<ServiceTypeDetail> types(String service) {
        var all = rules.services().contains(service) ? List.of("Interface", "Gateway") : List.of("Interface");
        return all.stream()
                .map(type -> ServiceTypeDetail.builder().serviceType(type).build())
                .toList();
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
