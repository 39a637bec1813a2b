package dev.setpoint.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.Providers;
import dev.setpoint.provider.aws.testing.TestCall;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DataSourcesTest {

    @Test
    void theCallerIsKnownToTheEmulator() {
        try (var provider = Providers.onMoto("eu-west-1")) {
            var caller = Providers.data(provider, "aws.sts.callerIdentity").read(Value.Map.EMPTY, new TestCall());
            assertThat(caller.string("accountId")).contains("123456789012");
            assertThat(caller.string("arn").orElseThrow()).startsWith("arn:aws:");
        }
    }

    @Test
    void regionAndPartitionNeedNoCall() {
        try (var provider = Providers.open("{\"region\": \"cn-north-1\"}", Map.of())) {
            assertThat(data(provider, "aws.region")).isEqualTo(Providers.map("{\"name\": \"cn-north-1\"}"));
            assertThat(data(provider, "aws.partition"))
                    .isEqualTo(Providers.map("{\"partition\": \"aws-cn\", \"dnsSuffix\": \"amazonaws.com.cn\"}"));
        }
    }

    @Test
    void theCanonicalUserIsTheOwnerOfTheAccountsBuckets() {
        try (var provider = Providers.onMoto("us-east-1")) {
            var user = data(provider, "aws.s3.canonicalUser");
            assertThat(user.string("id").orElseThrow()).matches("[0-9a-f]{32,64}");
            assertThat(user.string("cloudFrontLogDelivery"))
                    .contains("c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0");
        }
    }

    private static Value.Map data(dev.setpoint.engine.spi.Provider provider, String name) {
        return Providers.data(provider, name).read(Value.Map.EMPTY, new TestCall());
    }
}
