package dev.setpoint.provider.sandbox.ec2;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.testing.StandingClock;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.ServiceTypeDetail;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Rules of interface endpoints. See behaviour.md#ec2-interface-endpoint. */
final class InterfaceEndpointsTest {

    private static final String KMS = "com.amazonaws.us-east-1.kms";

    @TempDir
    private Path folder;

    private Ec2Client ec2;
    private String vpc;
    private List<String> subnets;

    @BeforeEach
    void open() {
        ec2 = Sandbox.open(folder, StandingClock.settings()).client(Ec2Client.class, "us-east-1");
        vpc = ec2.describeVpcs().vpcs().getFirst().vpcId();
        subnets = ec2.describeSubnets(r -> r.filters(filter("vpc-id", vpc))).subnets().stream()
                .map(Subnet::subnetId)
                .toList();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private String create(Consumer<CreateVpcEndpointRequest.Builder> more) {
        return ec2.createVpcEndpoint(r -> {
                    r.vpcEndpointType("Interface").vpcId(vpc).serviceName(KMS);
                    more.accept(r);
                })
                .vpcEndpoint()
                .vpcEndpointId();
    }

    private VpcEndpoint described(String id) {
        return ec2.describeVpcEndpoints(r -> r.vpcEndpointIds(id))
                .vpcEndpoints()
                .getFirst();
    }

    private String group(String of) {
        return ec2.createSecurityGroup(r -> r.vpcId(of).groupName("endpoints").description("test"))
                .groupId();
    }

    @Test
    void aNewEndpointHasTheDefaultGroupAndPrivateDns() {
        var endpoint = described(create(r -> r.subnetIds(subnets.get(0), subnets.get(1))));
        assertThat(endpoint.vpcEndpointTypeAsString()).isEqualTo("Interface");
        assertThat(endpoint.groups())
                .extracting(SecurityGroupIdentifier::groupId)
                .containsExactly(ec2.describeSecurityGroups(r -> r.filters(filter("vpc-id", vpc)))
                        .securityGroups()
                        .getFirst()
                        .groupId());
        assertThat(endpoint.privateDnsEnabled()).isTrue();
        assertThat(endpoint.ipAddressTypeAsString()).isEqualTo("ipv4");
        assertThat(endpoint.networkInterfaceIds()).hasSize(2);
        assertThat(endpoint.dnsEntries())
                .anySatisfy(name -> assertThat(name.dnsName()).isEqualTo("kms.us-east-1.amazonaws.com"));
        assertThat(endpoint.routeTableIds()).isEmpty();
    }

    @Test
    void subnetsAndGroupsComeAndGo() {
        var id = create(r -> r.subnetIds(subnets.get(0)));
        var own = group(vpc);
        ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id)
                .addSubnetIds(subnets.get(1))
                .removeSubnetIds(subnets.get(0))
                .addSecurityGroupIds(own)
                .privateDnsEnabled(false)
                .ipAddressType("dualstack"));
        var changed = described(id);
        assertThat(changed.subnetIds()).containsExactly(subnets.get(1));
        assertThat(changed.groups()).hasSize(2);
        assertThat(changed.privateDnsEnabled()).isFalse();
        assertThat(changed.ipAddressTypeAsString()).isEqualTo("dualstack");
        var all =
                changed.groups().stream().map(SecurityGroupIdentifier::groupId).toList();
        assertRefused(
                "InvalidParameter",
                () -> ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).removeSecurityGroupIds(all)));
        assertRefused(
                "InvalidParameter",
                () -> ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).addRouteTableIds("rtb-0123")));
    }

    @Test
    void whatDoesNotFitTheVpcIsRefused() {
        var other = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        var foreign = ec2.createSubnet(r -> r.vpcId(other).cidrBlock("10.0.0.0/24"))
                .subnet()
                .subnetId();
        var twin = ec2.createSubnet(
                        r -> r.vpcId(vpc).cidrBlock("172.31.64.0/24").availabilityZone("us-east-1a"))
                .subnet()
                .subnetId();
        assertRefused("InvalidSubnetID.NotFound", () -> create(r -> r.subnetIds("subnet-0123")));
        assertRefused("InvalidParameter", () -> create(r -> r.subnetIds(foreign)));
        assertRefused("DuplicateSubnetsInSameZone", () -> create(r -> r.subnetIds(subnets.get(0), twin)));
        assertRefused("InvalidGroup.NotFound", () -> create(r -> r.securityGroupIds("sg-0123")));
        assertRefused("InvalidParameter", () -> create(r -> r.securityGroupIds(group(other))));
        assertRefused("InvalidParameter", () -> create(r -> r.routeTableIds("rtb-0123")));
        assertRefused("InvalidParameter", () -> create(r -> r.ipAddressType("ipv5")));
        assertRefused("InvalidServiceName", () -> create(r -> r.serviceName("com.amazonaws.us-east-1.none")));
        assertRefused("NotImplemented", () -> create(r -> r.vpcEndpointType("GatewayLoadBalancer")));
        assertRefused("NotImplemented", () -> create(r -> r.dnsOptions(d -> d.dnsRecordIpType("ipv4"))));
    }

    @Test
    void aGatewayHasNothingOfAnInterface() {
        Consumer<CreateVpcEndpointRequest.Builder> gateway =
                r -> r.vpcEndpointType("Gateway").serviceName("com.amazonaws.us-east-1.s3");
        assertRefused("InvalidParameter", () -> create(gateway.andThen(r -> r.subnetIds(subnets.get(0)))));
        assertRefused("InvalidParameter", () -> create(gateway.andThen(r -> r.securityGroupIds(group(vpc)))));
        assertRefused("InvalidParameter", () -> create(gateway.andThen(r -> r.privateDnsEnabled(true))));
        var id = create(gateway);
        assertRefused(
                "InvalidParameter",
                () -> ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).addSubnetIds(subnets.get(0))));
    }

    @Test
    void privateDnsNeedsHostNamesAndOneEndpointHasIt() {
        create(_ -> {});
        assertRefused("InvalidParameter", () -> create(_ -> {}));
        create(r -> r.privateDnsEnabled(false));
        var other = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        assertRefused("InvalidParameter", () -> create(r -> r.vpcId(other)));
        ec2.modifyVpcAttribute(r -> r.vpcId(other).enableDnsHostnames(v -> v.value(true)));
        create(r -> r.vpcId(other));
    }

    @Test
    void servicesTellTheirTypes() {
        var s3 = ec2.describeVpcEndpointServices(r -> r.serviceNames("com.amazonaws.us-east-1.s3"))
                .serviceDetails();
        assertThat(s3.getFirst().serviceType())
                .extracting(ServiceTypeDetail::serviceTypeAsString)
                .containsExactlyInAnyOrder("Gateway", "Interface");
        assertRefused("InvalidServiceName", () -> ec2.describeVpcEndpointServices(r -> r.serviceNames("none")));
    }
}
