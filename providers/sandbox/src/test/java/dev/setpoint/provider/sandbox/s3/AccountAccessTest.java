package dev.setpoint.provider.sandbox.s3;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;

class AccountAccessTest {

    private static final String ACCOUNT = "123456789012";

    private static final String PUBLIC = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
        "Resource":"arn:aws:s3:::open/*"}]}
        """;

    @TempDir
    Path folder;

    private S3ControlClient control;
    private S3Client s3;

    @BeforeEach
    void open() {
        var sandbox = Sandbox.open(folder);
        control = sandbox.client(S3ControlClient.class, "us-east-1");
        s3 = sandbox.client(S3Client.class, "eu-west-1");
    }

    @Test
    void thereIsNoBlockUntilOneIsSet() {
        assertRefused(
                "NoSuchPublicAccessBlockConfiguration", () -> control.getPublicAccessBlock(r -> r.accountId(ACCOUNT)));
    }

    @Test
    void missingSwitchesCountAsFalse() {
        control.putPublicAccessBlock(
                r -> r.accountId(ACCOUNT).publicAccessBlockConfiguration(b -> b.blockPublicAcls(true)));
        var block = control.getPublicAccessBlock(r -> r.accountId(ACCOUNT)).publicAccessBlockConfiguration();
        assertThat(block.blockPublicAcls()).isTrue();
        assertThat(block.blockPublicPolicy()).isFalse();
    }

    @Test
    void anEmptyBlockAndAnotherAccountAreRefused() {
        assertRefused(
                "InvalidRequest",
                () -> control.putPublicAccessBlock(r -> r.accountId(ACCOUNT).publicAccessBlockConfiguration(_ -> {})));
        assertRefused("AccessDenied", () -> control.getPublicAccessBlock(r -> r.accountId("999999999999")));
    }

    /** Public access blocks of bucket and account: the stricter one applies, and the account's in every region. */
    @Test
    void theAccountRefusesPublicPoliciesThatABucketWouldAccept() {
        s3.createBucket(r -> r.bucket("open").createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
        s3.putPublicAccessBlock(r -> r.bucket("open").publicAccessBlockConfiguration(b -> b.blockPublicPolicy(false)));
        control.putPublicAccessBlock(
                r -> r.accountId(ACCOUNT).publicAccessBlockConfiguration(b -> b.blockPublicPolicy(true)));
        assertRefused(
                "AccessDenied", () -> s3.putBucketPolicy(r -> r.bucket("open").policy(PUBLIC)));

        control.deletePublicAccessBlock(r -> r.accountId(ACCOUNT));
        s3.putBucketPolicy(r -> r.bucket("open").policy(PUBLIC));
        assertThat(s3.getBucketPolicy(r -> r.bucket("open")).policy()).contains("GetObject");
    }
}
