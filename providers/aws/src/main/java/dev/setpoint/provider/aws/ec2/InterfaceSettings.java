package dev.setpoint.provider.aws.ec2;

import static dev.setpoint.provider.aws.shape.Properties.texts;

import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Settings that only an interface endpoint has. See behaviour.md#ec2-interface-endpoint. */
final class InterfaceSettings {

    static final String TYPE = "vpcEndpointType";
    static final String INTERFACE = "Interface";

    private static final String SUBNETS = "subnetIds";
    private static final String GROUPS = "securityGroupIds";
    private static final String PRIVATE_DNS = "privateDnsEnabled";
    private static final String ADDRESSES = "ipAddressType";

    private InterfaceSettings() {}

    static boolean has(Value.Map properties) {
        return properties.string(TYPE).filter(INTERFACE::equals).isPresent();
    }

    static void add(CreateVpcEndpointRequest.Builder request, Value.Map desired) {
        request.subnetIds(texts(desired, SUBNETS));
        if (desired.has(GROUPS)) {
            request.securityGroupIds(texts(desired, GROUPS));
        }
        desired.bool(PRIVATE_DNS).ifPresent(request::privateDnsEnabled);
        desired.string(ADDRESSES).ifPresent(request::ipAddressType);
    }

    static boolean touchedBy(Update update) {
        return List.of(SUBNETS, GROUPS, PRIVATE_DNS, ADDRESSES).stream().anyMatch(update::touches);
    }

    static void modify(ModifyVpcEndpointRequest.Builder request, Update update, VpcEndpoint live) {
        var desired = update.desired();
        if (update.touches(SUBNETS)) {
            var wanted = texts(desired, SUBNETS);
            request.addSubnetIds(without(wanted, live.subnetIds())).removeSubnetIds(without(live.subnetIds(), wanted));
        }
        if (update.touches(GROUPS) && desired.has(GROUPS)) {
            var wanted = texts(desired, GROUPS);
            request.addSecurityGroupIds(without(wanted, groups(live)))
                    .removeSecurityGroupIds(without(groups(live), wanted));
        }
        if (update.touches(PRIVATE_DNS)) {
            desired.bool(PRIVATE_DNS).ifPresent(request::privateDnsEnabled);
        }
        if (update.touches(ADDRESSES)) {
            desired.string(ADDRESSES).ifPresent(request::ipAddressType);
        }
    }

    private static List<String> without(Collection<String> these, Collection<String> those) {
        return these.stream().filter(id -> !those.contains(id)).toList();
    }

    private static List<String> groups(VpcEndpoint endpoint) {
        return endpoint.groups().stream().map(SecurityGroupIdentifier::groupId).toList();
    }

    static Value.Map properties(VpcEndpoint endpoint) {
        return Value.Map.EMPTY
                .with(SUBNETS, Value.strings(endpoint.subnetIds()))
                .with(GROUPS, Value.strings(groups(endpoint)))
                .with(PRIVATE_DNS, Value.of(Boolean.TRUE.equals(endpoint.privateDnsEnabled())))
                .with(
                        ADDRESSES,
                        Value.of(endpoint.ipAddressTypeAsString() == null ? "ipv4" : endpoint.ipAddressTypeAsString()));
    }

    /** Outputs, which are empty lists for a gateway endpoint. */
    static Value.Map outputs(VpcEndpoint endpoint) {
        return Value.Map.EMPTY
                .with("networkInterfaceIds", Value.strings(endpoint.networkInterfaceIds()))
                .with(
                        "dnsNames",
                        Value.strings(endpoint.dnsEntries().stream()
                                .map(DnsEntry::dnsName)
                                .toList()));
    }

    /** True when a read shows every setting that was written. */
    static boolean shows(Value.Map live, Value.Map desired) {
        return same(live, desired, SUBNETS)
                && (!desired.has(GROUPS) || same(live, desired, GROUPS))
                && List.of(PRIVATE_DNS, ADDRESSES).stream()
                        .allMatch(name -> !desired.has(name) || live.get(name).equals(desired.get(name)));
    }

    private static boolean same(Value.Map live, Value.Map desired, String property) {
        return Set.copyOf(texts(live, property)).equals(Set.copyOf(texts(desired, property)));
    }
}
