package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Members;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;

/** Checks of interface endpoints. See behaviour.md#ec2-interface-endpoint. */
record InterfaceRules(EndpointRules endpoints) {

    static final String SUBNETS = "subnetIds";
    static final String GROUPS = "securityGroupIds";
    static final String PRIVATE_DNS = "privateDnsEnabled";
    static final String ADDRESSES = "ipAddressType";

    private static final Set<String> ADDRESS_TYPES = Set.of("ipv4", "dualstack", "ipv6");

    static boolean isInterface(Value.Map endpoint) {
        return Ec2Part.text(endpoint, "type").equals("Interface");
    }

    /** Refuses settings of an interface endpoint for a gateway endpoint. */
    static void refuseForGateway(boolean subnets, boolean groups, boolean privateDns, boolean addresses) {
        if (subnets) {
            throw invalid("Subnets cannot be specified for a Gateway endpoint");
        }
        if (groups) {
            throw invalid("Security groups cannot be specified for a Gateway endpoint");
        }
        if (privateDns) {
            throw invalid("Private DNS can't be enabled because the endpoint type is Gateway");
        }
        if (addresses) {
            throw invalid("The ip address type cannot be specified for a Gateway endpoint");
        }
    }

    /** Returns the endpoint with what the request gives a new one. */
    Value.Map created(Value.Map endpoint, CreateVpcEndpointRequest request) {
        if (!request.routeTableIds().isEmpty()) {
            throw invalid("Route table IDs are only supported for Gateway type VPC Endpoint");
        }
        var groups = request.securityGroupIds().isEmpty()
                ? List.of(Ec2Part.text(networks().standardGroup(request.vpcId()), "id"))
                : request.securityGroupIds();
        return checked(endpoint.with(SUBNETS, Value.strings(request.subnetIds()))
                .with(GROUPS, Value.strings(groups))
                .with(
                        PRIVATE_DNS,
                        Value.of(
                                Optional.ofNullable(request.privateDnsEnabled()).orElse(true)))
                .with(
                        ADDRESSES,
                        Value.of(Optional.ofNullable(request.ipAddressTypeAsString())
                                .orElse("ipv4"))));
    }

    /** Returns the endpoint with the changes of the request. */
    Value.Map modified(Value.Map endpoint, ModifyVpcEndpointRequest request) {
        if (!request.addRouteTableIds().isEmpty()
                || !request.removeRouteTableIds().isEmpty()) {
            throw invalid("Route table IDs are only supported for Gateway type VPC Endpoint");
        }
        var changed = endpoint.with(
                        SUBNETS, changed(endpoint, SUBNETS, request.addSubnetIds(), request.removeSubnetIds()))
                .with(
                        GROUPS,
                        changed(endpoint, GROUPS, request.addSecurityGroupIds(), request.removeSecurityGroupIds()));
        if (request.privateDnsEnabled() != null) {
            changed = changed.with(PRIVATE_DNS, Value.of(request.privateDnsEnabled()));
        }
        if (request.ipAddressType() != null) {
            changed = changed.with(ADDRESSES, Value.of(request.ipAddressTypeAsString()));
        }
        return checked(changed);
    }

    private static Value changed(Value.Map endpoint, String member, List<String> added, List<String> removed) {
        var ids = new ArrayList<>(Members.texts(endpoint, member));
        added.stream().filter(id -> !ids.contains(id)).forEach(ids::add);
        ids.removeAll(removed);
        return Value.strings(ids);
    }

    private Value.Map checked(Value.Map endpoint) {
        var vpc = Ec2Part.text(endpoint, "vpcId");
        checkSubnets(Members.texts(endpoint, SUBNETS), vpc);
        checkGroups(Members.texts(endpoint, GROUPS), vpc);
        if (!ADDRESS_TYPES.contains(Ec2Part.text(endpoint, ADDRESSES))) {
            throw invalid("Value (" + Ec2Part.text(endpoint, ADDRESSES) + ") for parameter IpAddressType is invalid.");
        }
        if (endpoint.bool(PRIVATE_DNS).orElse(false)) {
            checkPrivateDns(endpoint, vpc);
        }
        return endpoint;
    }

    private void checkSubnets(List<String> subnets, String vpc) {
        var zones = new HashSet<String>();
        for (var id : subnets) {
            var subnet = networks().subnet(id);
            if (!Ec2Part.text(subnet, "vpcId").equals(vpc)) {
                throw invalid("The subnet ID '" + id + "' does not belong to the VPC '" + vpc + "'");
            }
            if (!zones.add(Ec2Part.text(subnet, "zone"))) {
                throw Ec2Part.refusal(
                        "DuplicateSubnetsInSameZone",
                        "Found another VPC endpoint subnet in the availability zone of " + id);
            }
        }
    }

    private void checkGroups(List<String> groups, String vpc) {
        if (groups.isEmpty()) {
            throw invalid("An interface endpoint needs at least one security group");
        }
        for (var id : groups) {
            if (!Ec2Part.text(networks().group(id), "vpcId").equals(vpc)) {
                throw invalid("Security group " + id + " does not belong to VPC " + vpc);
            }
        }
    }

    private void checkPrivateDns(Value.Map endpoint, String vpc) {
        if (!networks().vpc(vpc).bool("isDefault").orElse(false)
                && !networks().vpc(vpc).bool("dnsHostnames").orElse(false)) {
            throw invalid(
                    "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set"
                            + " to true for " + vpc);
        }
        var service = Ec2Part.text(endpoint, "serviceName");
        if (endpoints.all().stream().anyMatch(other -> hasNames(other, endpoint))) {
            throw invalid("private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
                    + service + " in the VPC " + vpc);
        }
    }

    private boolean hasNames(Value.Map other, Value.Map endpoint) {
        return isInterface(other)
                && !Ec2Part.text(other, "id").equals(Ec2Part.text(endpoint, "id"))
                && Ec2Part.text(other, "vpcId").equals(Ec2Part.text(endpoint, "vpcId"))
                && Ec2Part.text(other, "serviceName").equals(Ec2Part.text(endpoint, "serviceName"))
                && other.bool(PRIVATE_DNS).orElse(false)
                && !endpoints.state(other).startsWith("delet");
    }

    private Networks networks() {
        return new Networks(endpoints.world());
    }

    private static AwsServiceException invalid(String message) {
        return Ec2Part.refusal("InvalidParameter", message);
    }
}
