package dev.setpoint.provider.aws.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's own addresses, and those that only look so. */
final class AwsReachTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://s3.us-east-1.amazonaws.com",
                "https://s3.amazonaws.com/",
                "https://S3.Amazonaws.COM:443",
                "HTTPS://kms.eu-west-1.amazonaws.com",
                "https://kms-fips.us-gov-west-1.amazonaws.com",
                "https://s3.dualstack.us-west-2.amazonaws.com",
                "https://s3-fips.dualstack.us-east-1.amazonaws.com",
                "https://sts.cn-north-1.amazonaws.com.cn",
                "https://iam.amazonaws.com",
                "https://monitoring.eusc-de-east-1.amazonaws.eu",
                "https://ec2.us-east-1.api.aws",
                "https://s3-control.us-east-1.amazonaws.com",
                "https://sts.us-iso-east-1.c2s.ic.gov"
            })
    void recognisesAddressesOfAwsServices(String endpoint) {
        assertThat(AwsReach.isOwn(endpoint)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://s3.us-east-1.amazonaws.com",
                "https://evil-amazonaws.com",
                "https://s3.us-east-1.evil-amazonaws.com",
                "https://s3.amazonaws.com.evil.org",
                "https://s3.amazonaws.com@evil.org",
                "https://user@s3.amazonaws.com",
                "https://s3.amazonaws.com.",
                "https://s3.amazonaws.com:8443",
                "https://s3.us-east-1.amazonaws.com/attackers-bucket",
                "https://s3.us-east-1.amazonaws.com//",
                "https://s3.us-east-1.amazonaws.com?x",
                "https://s3.us-east-1.amazonaws.com#x",
                "https://bucket.s3.amazonaws.com",
                "https://logs.s3.us-east-1.amazonaws.com",
                "https://kms.s3.amazonaws.com",
                "https://logs.s3-website-us-east-1.amazonaws.com",
                "https://x.execute-api.us-east-1.amazonaws.com",
                "https://lb-1.us-east-1.elb.amazonaws.com",
                "https://ec2-1-2-3-4.us-west-2.compute.amazonaws.com",
                "https://ec2.compute-1.amazonaws.com",
                "https://vpce-1-2.kms.us-east-1.vpce.amazonaws.com",
                "https://config.us-east-1.es.amazonaws.com",
                "https://d1.cloudfront.net",
                "https://amazonaws.com",
                "https://.amazonaws.com",
                "https://s3.us-east-1.on.aws",
                "https://lambda.us-east-1.amazonaws.com",
                "https://127.0.0.1",
                "https://s3.us-east-1.amazonaws.com\n",
                "https://s3.us-east-1.amazonaws.com\\@evil.org",
                "https://ѕ3.amazonaws.com",
                "s3.us-east-1.amazonaws.com",
                "//s3.us-east-1.amazonaws.com",
                ""
            })
    void refusesAddressesThatOnlyLookLikeAws(String endpoint) {
        assertThat(AwsReach.isOwn(endpoint)).isFalse();
    }

    @Test
    void allowsAnEndpointThatAVariableNames() {
        var settings = Value.Map.EMPTY.with("endpoint", Value.of("http://localhost:4566"));
        var all = Map.of("AWS_ENDPOINT_URL", "http://localhost:4566");
        var one = Map.of("AWS_ENDPOINT_URL_S3", "http://localhost:4566");
        assertThat(AwsReach.of(settings, all, Optional.empty()).endpoint()).isEmpty();
        assertThat(AwsReach.of(settings, one, Optional.of("S3")).endpoint()).isEmpty();
        assertThat(AwsReach.of(settings, one, Optional.empty()).endpoint()).contains("http://localhost:4566");
        assertThat(AwsReach.of(settings, Map.of("AWS_ENDPOINT_URL", "http://localhost:4567"), Optional.empty())
                        .endpoint())
                .isPresent();
    }
}
