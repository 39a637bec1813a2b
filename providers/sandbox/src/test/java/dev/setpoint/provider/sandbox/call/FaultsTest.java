package dev.setpoint.provider.sandbox.call;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.store.Visibility;
import dev.setpoint.provider.sandbox.testing.StandingClock;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

class FaultsTest {

    @TempDir
    Path folder;

    @Test
    void deniedActionsFailWithTheServicesOwnError() {
        var sandbox = Sandbox.open(folder);
        sandbox.faults(Faults.NONE.denying("kms:TagResource", "s3:Put*"));
        var kms = sandbox.client(KmsClient.class, "us-east-1");
        kms.createKey(r -> r.build());
        assertRefused(
                        "AccessDeniedException",
                        () -> kms.createKey(r ->
                                r.tags(Tag.builder().tagKey("a").tagValue("b").build())))
                .hasMessageContaining("is not authorized to perform: kms:TagResource");
        sandbox.client(S3Client.class, "us-east-1").createBucket(r -> r.bucket("one"));
        assertRefused(
                        "AccessDenied",
                        () -> sandbox.client(S3Client.class, "us-east-1").deleteBucketTagging(r -> r.bucket("one")))
                .hasMessageContaining("s3:PutBucketTagging");
        assertThat(sandbox.client(StsClient.class, "us-east-1")
                        .getCallerIdentity()
                        .account())
                .isEqualTo("123456789012");
    }

    @Test
    void theNthCallFailsAndLeavesNothingBehind() {
        var sandbox = Sandbox.open(folder);
        sandbox.faults(Faults.NONE.failing(new Faults.Failure("kms:CreateKey", 2, "KMSInternalException")));
        var kms = sandbox.client(KmsClient.class, "us-east-1");
        kms.createKey(r -> r.build());
        assertRefused("KMSInternalException", () -> kms.createKey(r -> r.build()));
        kms.createKey(r -> r.build());
        assertThat(kms.listKeys().keys()).hasSize(2);
    }

    @Test
    void theAnswerOfTheNthCallIsLostAndItsEffectIsThere() {
        var sandbox = Sandbox.open(folder);
        sandbox.faults(Faults.NONE.failing(
                new Faults.Failure("kms:CreateKey", 1, "KMSInternalException", true),
                new Faults.Failure("kms:CreateKey", 2, Faults.Failure.CONNECTION_RESET, true)));
        var kms = sandbox.client(KmsClient.class, "us-east-1");
        assertRefused("KMSInternalException", () -> kms.createKey(r -> r.build()));
        assertThatExceptionOfType(SdkClientException.class)
                .isThrownBy(() -> kms.createKey(r -> r.build()))
                .withCauseInstanceOf(SocketException.class);
        assertThat(kms.listKeys().keys()).hasSize(2);
    }

    @Test
    void throttlingRefusesAboutTheShareAskedFor() {
        var sandbox = Sandbox.open(folder);
        sandbox.faults(Faults.NONE.throttling(0.5, 42));
        var refused = 0;
        for (var i = 0; i < 200; i++) {
            try {
                sandbox.client(KmsClient.class, "us-east-1").listKeys();
            } catch (AwsServiceException e) {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
                assertThat(e.isThrottlingException()).isTrue();
                refused++;
            }
        }
        assertThat(refused).isBetween(60, 140);
    }

    @Test
    void latencyAndPausesCostSimulatedTimeOnly() {
        var sandbox = Sandbox.open(folder, StandingClock.settings());
        sandbox.faults(Faults.NONE.latency(Duration.ofHours(1), false));
        var before = sandbox.clock().world();
        sandbox.client(KmsClient.class, "us-east-1").listKeys();
        sandbox.clock().pause(Duration.ofHours(1));
        assertThat(Duration.between(before, sandbox.clock().world())).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void aCreatedKeyIsNotKnownEverywhereAtOnce() {
        var sandbox = Sandbox.open(folder, StandingClock.settings().with(new Visibility(Duration.ofSeconds(30), 3)));
        var kms = sandbox.client(KmsClient.class, "us-east-1");
        var missed = 0;
        for (var i = 0; i < 50; i++) {
            var id = kms.createKey(r -> r.build()).keyMetadata().keyId();
            try {
                kms.describeKey(r -> r.keyId(id));
            } catch (AwsServiceException e) {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotFoundException");
                missed++;
            }
            sandbox.clock().pause(Duration.ofSeconds(30));
            kms.describeKey(r -> r.keyId(id));
        }
        assertThat(missed).isPositive();
    }

    @Test
    void theLogTellsEachCallWithItsSubjectAndOutcome() {
        var sandbox = Sandbox.open(folder);
        sandbox.log().keep();
        sandbox.client(S3Client.class, "us-east-1").createBucket(r -> r.bucket("one"));
        assertRefused(
                "NoSuchBucketPolicy",
                () -> sandbox.client(S3Client.class, "us-east-1").getBucketPolicy(r -> r.bucket("one")));
        assertThat(sandbox.log().actions()).containsExactly("s3:CreateBucket", "s3:GetBucketPolicy");
        assertThat(sandbox.log().entries().getLast().subject()).isEqualTo("one");
        assertThat(sandbox.log().entries().getLast().outcome()).isEqualTo("NoSuchBucketPolicy");
    }

    @Test
    void settingsComeFromTheEnvironment() {
        var settings = Settings.from(Map.of(
                "SETPOINT_SANDBOX_DELAY", "30s",
                "SETPOINT_SANDBOX_LATENCY", "50ms",
                "SETPOINT_SANDBOX_DENY", "kms:TagResource, s3:Put*",
                "SETPOINT_SANDBOX_FAIL", "s3:PutBucketPolicy@2=OperationAborted,@7~InternalError",
                "SETPOINT_SANDBOX_HALT_AFTER", "9",
                "SETPOINT_SANDBOX_COUNT", "changes"));
        assertThat(settings.visibility().upTo()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.faults().latency()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.faults().denied()).containsExactly("kms:TagResource", "s3:Put*");
        assertThat(settings.faults().failures())
                .containsExactly(
                        new Faults.Failure("s3:PutBucketPolicy", 2, "OperationAborted"),
                        new Faults.Failure("*", 7, "InternalError", true));
        assertThat(settings.faults().haltAfter()).hasValue(9);
        assertThat(settings.faults().countChangesOnly()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(Map.of("SETPOINT_SANDBOX_THROTTLE", "2")))
                .withMessageContaining("SETPOINT_SANDBOX_THROTTLE=2 is not valid");
    }
}
