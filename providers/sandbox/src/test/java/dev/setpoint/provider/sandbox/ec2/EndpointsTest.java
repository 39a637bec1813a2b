package dev.setpoint.provider.sandbox.ec2;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.testing.StandingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Rules of gateway endpoints. See behaviour.md#ec2-gateway-endpoint. */
final class EndpointsTest {

    private static final String S3 = "com.amazonaws.us-east-1.s3";
    private static final String NARROW =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":"
                    + "\"s3:GetObject\",\"Resource\":\"*\"}]}";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private Ec2Client ec2;
    private String vpc;
    private String table;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder, StandingClock.settings());
        ec2 = sandbox.client(Ec2Client.class, "us-east-1");
        vpc = ec2.describeVpcs(r -> r.filters(filter("is-default", "true")))
                .vpcs()
                .getFirst()
                .vpcId();
        table = mainTable(vpc);
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private String mainTable(String of) {
        return ec2.describeRouteTables(r -> r.filters(filter("vpc-id", of)))
                .routeTables()
                .getFirst()
                .routeTableId();
    }

    private String create(Consumer<CreateVpcEndpointRequest.Builder> more) {
        return ec2.createVpcEndpoint(r -> {
                    r.vpcEndpointType("Gateway").vpcId(vpc).serviceName(S3);
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

    @Test
    void anEndpointIsPendingAtFirstAndAllowsEverythingByDefault() {
        var id = create(r -> {});
        assertThat(described(id).stateAsString()).isEqualTo("pending");
        sandbox.clock().advance(Duration.ofSeconds(5));
        assertThat(described(id).stateAsString()).isEqualTo("available");
        assertThat(described(id).policyDocument()).contains("\"Action\":\"*\"");

        ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).policyDocument(NARROW));
        assertThat(described(id).policyDocument()).isEqualTo(NARROW);
        ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).resetPolicy(true));
        assertThat(described(id).policyDocument()).contains("\"Action\":\"*\"");
    }

    @Test
    void aRouteTableTakesOneEndpointOfAService() {
        create(r -> r.routeTableIds(table));
        assertRefused("RouteAlreadyExists", () -> create(r -> r.routeTableIds(table)));
        var another = create(r -> {});
        assertRefused(
                "RouteAlreadyExists",
                () -> ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(another).addRouteTableIds(table)));
        create(r -> r.serviceName("com.amazonaws.us-east-1.dynamodb").routeTableIds(table));
    }

    @Test
    void missingResourcesAndThoseOfOtherVpcsAreRefused() {
        var other = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        assertRefused("InvalidVpcID.NotFound", () -> create(r -> r.vpcId("vpc-0")));
        assertRefused("InvalidRouteTableId.NotFound", () -> create(r -> r.routeTableIds("rtb-0")));
        assertRefused("InvalidParameter", () -> create(r -> r.routeTableIds(mainTable(other))));
        assertRefused("InvalidServiceName", () -> create(r -> r.serviceName("com.amazonaws.eu-west-1.s3")));
        assertRefused("InvalidPolicyDocument", () -> create(r -> r.policyDocument("{}")));
    }

    @Test
    void aRepeatedRequestMakesNoSecondEndpoint() {
        assertThat(create(r -> r.clientToken("once"))).isEqualTo(create(r -> r.clientToken("once")));
        assertThat(create(r -> r.clientToken("twice"))).isNotEqualTo(create(r -> r.clientToken("once")));
    }

    @Test
    void failedDeletionsAreListedInASuccessfulResponse() {
        var id = create(r -> r.routeTableIds(table));
        assertThat(ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(id, "vpce-0")).unsuccessful())
                .extracting(UnsuccessfulItem::resourceId)
                .containsExactly("vpce-0");
        assertThat(described(id).stateAsString()).isEqualTo("deleting");
        create(r -> r.routeTableIds(table));

        sandbox.clock().advance(Duration.ofSeconds(5));
        assertRefused("InvalidVpcEndpointId.NotFound", () -> described(id));
        assertRefused(
                "InvalidVpcEndpointId.NotFound",
                () -> ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).resetPolicy(true)));
    }

    @Test
    void tagsAreFoundByTheirExactTextOrByAPattern() {
        var id = create(r -> r.tagSpecifications(TagSpecification.builder()
                .resourceType("vpc-endpoint")
                .tags(tag("Name", "a*b"), tag("Owner", "me"))
                .build()));
        assertThat(found("a*")).containsExactly(id);
        assertThat(found("a\\*b")).containsExactly(id);
        assertThat(found("a\\*")).isEmpty();
        ec2.deleteTags(r -> r.resources(id).tags(tag("Name", "another")));
        assertThat(described(id).tags()).hasSize(2);
        ec2.deleteTags(r -> r.resources(id).tags(Tag.builder().key("Name").build()));
        assertThat(described(id).tags()).containsExactly(tag("Owner", "me"));
        assertRefused(
                "InvalidParameterValue",
                () -> ec2.createTags(r -> r.resources(id).tags(tag("aws:name", "no"))));
    }

    private List<String> found(String name) {
        return ec2.describeVpcEndpoints(r -> r.filters(filter("tag:Name", name))).vpcEndpoints().stream()
                .map(VpcEndpoint::vpcEndpointId)
                .toList();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
