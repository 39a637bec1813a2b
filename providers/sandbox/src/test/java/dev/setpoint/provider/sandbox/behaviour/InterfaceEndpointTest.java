package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Interface endpoints: their life, drift, and what a check and a plan refuse. See behaviour.md#ec2-interface-endpoint. */
final class InterfaceEndpointTest {

    @TempDir
    private Path folder;

    private ContractRun run;
    private Ec2Client ec2;
    private List<String> subnets;

    @BeforeEach
    void open() {
        run = new ContractRun(Cloud.SANDBOX, folder, Map.of());
        ec2 = Sandbox.open(folder.resolve("cloud")).client(Ec2Client.class, "us-east-1");
        subnets = ec2.describeSubnets().subnets().stream().map(Subnet::subnetId).toList();
    }

    private static Source endpoint(String properties) {
        return new Source("setpoint.yaml", """
            setpoint: v1
            stack: private
            providers:
              aws: {region: us-east-1}
            data:
              vpc: {type: aws.ec2.vpc, properties: {isDefault: true}}
            resources:
              endpoint:
                type: aws.ec2.vpcEndpoint
                properties: {vpcId: "${data.vpc.vpcId}", %s}
            """.formatted(properties));
    }

    private static String of(String service, String more) {
        return "vpcEndpointType: Interface, serviceName: com.amazonaws.us-east-1." + service + more;
    }

    private String liveId() {
        return ec2.describeVpcEndpoints().vpcEndpoints().getFirst().vpcEndpointId();
    }

    @Test
    void anEndpointIsAppliedChangedAndDeleted() {
        var group = ec2.createSecurityGroup(
                        r -> r.vpcId(ec2.describeVpcs().vpcs().getFirst().vpcId())
                                .groupName("endpoints")
                                .description("endpoints"))
                .groupId();
        var first = endpoint(of("kms", ", subnetIds: [" + subnets.get(0) + "]"));
        run.apply(first);
        assertThat(run.plan(first).hasChanges()).isFalse();
        var then = endpoint(of(
                "kms",
                ", subnetIds: [%s, %s], securityGroupIds: [%s], privateDnsEnabled: false, ipAddressType: dualstack"
                        .formatted(subnets.get(2), subnets.get(1), group)));
        run.apply(then);
        assertThat(run.plan(then).hasChanges()).isFalse();
        var live = ec2.describeVpcEndpoints().vpcEndpoints().getFirst();
        assertThat(live.subnetIds()).containsExactlyInAnyOrder(subnets.get(1), subnets.get(2));
        assertThat(live.groups())
                .singleElement()
                .satisfies(only -> assertThat(only.groupId()).isEqualTo(group));
        ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(liveId()).removeSubnetIds(subnets.get(1)));
        assertThat(run.plan(then).hasChanges()).isTrue();
        run.apply(then);
        assertThat(run.plan(then).hasChanges()).isFalse();
        run.destroy(then);
        assertThat(run.state().isEmpty()).isTrue();
    }

    @Test
    void anotherTypeReplacesTheEndpoint() {
        run.apply(endpoint("serviceName: com.amazonaws.us-east-1.s3"));
        var gateway = liveId();
        run.apply(endpoint(of("s3", ", privateDnsEnabled: false")));
        assertThat(ec2.describeVpcEndpoints().vpcEndpoints())
                .filteredOn(live -> !live.stateAsString().startsWith("delet"))
                .singleElement()
                .satisfies(live -> assertThat(live.vpcEndpointId()).isNotEqualTo(gateway));
    }

    @Test
    void aPlanRefusesAServiceThatIsNotThere() {
        assertThatThrownBy(() -> run.apply(endpoint(of("none", ""))))
                .hasMessageContaining("there is no endpoint service com.amazonaws.us-east-1.none in us-east-1.");
    }

    @Test
    void aCheckRefusesSettingsOfTheOtherType() {
        assertThat(problems("subnetIds: [subnet-0123]")).contains("Only an interface endpoint has subnets.");
        assertThat(problems("securityGroupIds: [sg-0123]")).contains("Only an interface endpoint has security groups.");
        assertThat(problems("privateDnsEnabled: true")).contains("Only an interface endpoint has private DNS.");
        assertThat(problems("serviceName: com.amazonaws.us-east-1.kms")).contains("set `vpcEndpointType: Interface`");
        assertThat(problems(of("kms", ", routeTableIds: [rtb-0123]"))).contains("Leave routeTableIds out.");
    }

    private String problems(String properties) {
        return run.problems(endpoint(properties)).stream()
                .map(Diagnostic::message)
                .reduce("", (a, b) -> a + b);
    }
}
