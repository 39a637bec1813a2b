package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.testing.Providers.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.TestCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BucketPolicyTest {

    private final S3Fixture s3 = S3Fixture.in("us-east-1");
    private final ResourceType policy = s3.type("aws.s3.bucketPolicy");
    private final TestCall call = new TestCall();
    private final String name = S3Fixture.newName();
    private final Identity id = s3.versionedBucket(name);

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void aPolicyIsMadeReadChangedAndDeleted() {
        var desired = desired("s3:GetObject");
        assertThat(policy.create(desired, call)).isEqualTo(desired);
        assertThat(call.identities()).containsExactly(id);
        assertThat(policy.read(id, S3Fixture.everythingIn(desired), call)).contains(desired);

        var changed = desired("s3:PutObject");
        assertThat(policy.update(id, S3Fixture.change(changed, desired, "policy"), call))
                .isEqualTo(changed);
        assertThat(policy.read(id, S3Fixture.everythingIn(changed), call)).contains(changed);

        policy.delete(id, changed, call);
        assertThat(policy.read(id, S3Fixture.everythingIn(changed), call)).isEmpty();
        policy.delete(id, changed, call);
    }

    @Test
    void sendsAPolicyGivenAsJsonText() {
        var document = desired("s3:GetObject").get("policy").orElseThrow();
        var asText = Value.Map.EMPTY.with("bucket", Value.of(name)).with("policy", Value.of(Json.pretty(document)));
        assertThat(policy.create(asText, call).get("policy")).contains(document);
    }

    @Test
    void anExistingPolicyIsNeverOverwrittenByACreation() {
        var desired = desired("s3:GetObject");
        assertThat(policy.find(desired, call)).isEmpty();
        policy.create(desired, call);
        assertThat(policy.find(desired, call)).contains(id);
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> policy.create(desired, call))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NAME_TAKEN));
    }

    @Test
    void thePolicyOfABucketThatIsGoneIsGone() {
        var gone = new Identity(S3Fixture.newName());
        assertThat(policy.read(gone, S3Fixture.everythingIn(desired("s3:GetObject")), call))
                .isEmpty();
        policy.delete(gone, Value.Map.EMPTY, call);
    }

    private Value.Map desired(String action) {
        return map("""
            {"bucket": "%s", "policy": {"Version": "2012-10-17", "Statement": [
              {"Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "%s",
               "Resource": ["arn:aws:s3:::%s", "arn:aws:s3:::%s/*"],
               "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}}\
            """.formatted(name, action, name, name));
    }
}
