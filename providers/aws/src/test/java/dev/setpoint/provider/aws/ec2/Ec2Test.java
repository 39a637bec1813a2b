package dev.setpoint.provider.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.CannedAws;
import dev.setpoint.provider.aws.testing.HttpCloud;
import dev.setpoint.provider.aws.testing.Providers;
import dev.setpoint.provider.aws.testing.TestCall;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** VPCs found, and an endpoint that AWS does not delete. See behaviour.md#ec2-gateway-endpoint. */
final class Ec2Test {

    private static final String REGION = "eu-west-1";

    private static Value.Map vpc(Provider provider, String properties) {
        return Providers.data(provider, "aws.ec2.vpc").read(Providers.map(properties), new TestCall());
    }

    private static String createVpc(String name) {
        try (var ec2 = Ec2Client.builder()
                .endpointOverride(URI.create(HttpCloud.endpoint()))
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            return ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")
                            .tagSpecifications(TagSpecification.builder()
                                    .resourceType("vpc")
                                    .tags(Tag.builder().key("Name").value(name).build())
                                    .build()))
                    .vpc()
                    .vpcId();
        }
    }

    @Test
    void theDefaultVpcComesWithItsRouteTables() {
        try (var provider = Providers.onMoto(REGION)) {
            var found = vpc(provider, "{\"isDefault\": true}");
            assertThat(found.string("cidrBlock")).contains("172.31.0.0/16");
            var main = found.string("mainRouteTableId").orElseThrow();
            assertThat(main).startsWith("rtb-");
            assertThat(found.list("routeTableIds")).contains(Value.of(main));
        }
    }

    @Test
    void aVpcIsFoundByItsTagsOrItsId() {
        var name = "found-" + UUID.randomUUID();
        var id = createVpc(name);
        try (var provider = Providers.onMoto(REGION)) {
            assertThat(vpc(provider, "{\"tags\": {\"Name\": \"%s\"}}".formatted(name))
                            .string("vpcId"))
                    .contains(id);
            assertThat(vpc(provider, "{\"id\": \"%s\"}".formatted(id)).string("cidrBlock"))
                    .contains("10.1.0.0/16");
        }
    }

    @Test
    void refusesNoVpcAndSeveralVpcs() {
        var name = "twice-" + UUID.randomUUID();
        createVpc(name);
        createVpc(name);
        try (var provider = Providers.onMoto(REGION)) {
            assertRefused("SeveralVpcs", provider, "{\"tags\": {\"Name\": \"%s\"}}".formatted(name));
            assertRefused("NoSuchVpc", provider, "{\"tags\": {\"Name\": \"none-%s\"}}".formatted(name));
            assertRefused("NoSuchVpc", provider, "{\"id\": \"vpc-00000000000000000\"}");
        }
    }

    private static void assertRefused(String code, Provider provider, String properties) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> vpc(provider, properties))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void whatEc2ListsAsUnsuccessfulIsARefusalAlthoughItAnswersWithSuccess() {
        try (var aws = new CannedAws().plain(200, """
            <DeleteVpcEndpointsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
              <requestId>1</requestId>
              <unsuccessful><item>
                <error><code>InvalidParameter</code><message>Endpoint is managed by a service.</message></error>
                <resourceId>vpce-0a1b2c3d4e5f67890</resourceId>
              </item></unsuccessful>
            </DeleteVpcEndpointsResponse>
            """);
                var provider = Providers.on(aws)) {
            var endpoint = Providers.type(provider, "aws.ec2.vpcEndpoint");
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() ->
                            endpoint.delete(new Identity("vpce-0a1b2c3d4e5f67890"), Value.Map.EMPTY, new TestCall()))
                    .satisfies(e -> {
                        assertThat(e.code()).isEqualTo("InvalidParameter");
                        assertThat(e.answer()).contains("Endpoint is managed by a service.");
                    });
        }
    }
}
