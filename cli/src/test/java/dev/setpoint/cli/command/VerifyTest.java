package dev.setpoint.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Golden;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import dev.setpoint.engine.value.Json;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** The larger part of the examples is proved to work, and to be found out when somebody has meddled with it. */
class VerifyTest {

    private static final Path EXAMPLE = Path.of("bench/s3-encryption/setpoint.yaml");
    private static final String BUCKET = "my-prod-encrypted-bucket-demo";
    private static final Map<String, String> BUCKETS = Map.of(
            BUCKET,
            "us-east-1",
            BUCKET + "-logs",
            "us-east-1",
            BUCKET + "-trail",
            "us-east-1",
            "my-prod-encrypted-bucket-replica-demo",
            "us-west-2");

    @TempDir
    private Path folder;

    @BeforeEach
    void apply() throws IOException {
        SandboxRun.copy(EXAMPLE, folder);
        var run = run("apply", "--auto-approve");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
    }

    @Test
    void anAppliedStackPassesVerification() throws IOException {
        var run = run("verify");
        Golden.check("verify/passing.txt", steady(run.out()));
        assertThat(run.code()).isZero();
        assertThat(objects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default-encryption-changed",
                "key-disabled",
                "key-deletion-scheduled",
                "rotation-off",
                "trail-stopped",
                "bucket-policy-deleted",
                "replication-removed",
                "role-widened"
            })
    void manualChangesFailVerification(String sabotage) throws IOException {
        sabotage(sabotage);
        var run = run("verify");
        Golden.check("verify/" + sabotage + ".txt", steady(run.out()));
        assertThat(run.code()).isEqualTo(3);
        assertThat(objects()).isEmpty();
    }

    @Test
    void jsonAndMarkdownReportItToo() throws IOException {
        sabotage("rotation-off");
        var markdown = run("verify", "--format", "markdown");
        Golden.check("verify/rotation-off.md", steady(markdown.out()));
        Golden.check(
                "verify/rotation-off.xml",
                steady(run("verify", "--format", "junit").out()));
        var json = run("verify", "--format", "json");
        assertThat(json.code()).isEqualTo(3);
        Golden.check("verify/rotation-off.json", steady(json.out()));
        Json.read(json.out());
    }

    @Test
    void aDeniedCheckIsReportedAsUnchecked() {
        var run = Run.with(
                Map.of(
                        "SETPOINT_SANDBOX",
                        folder.resolve("cloud").toString(),
                        "SETPOINT_SANDBOX_DENY",
                        "iam:SimulatePrincipalPolicy,cloudtrail:GetTrailStatus,kms:DescribeKey,s3:PutObject"),
                folder,
                "verify",
                "--sandbox");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("? upload with default settings: Not allowed to use s3:PutObject")
                .contains("? another key is refused: ordinary uploads are refused as well")
                .contains("? logging: Not allowed to use cloudtrail:GetTrailStatus")
                .contains("? allowed: KeyThroughS3: Not allowed to use iam:SimulatePrincipalPolicy")
                .doesNotContain("✗", "by the bucket policy");
        assertThat(objects()).isEmpty();
    }

    @Test
    void aCopyThatTakesTooLongIsUncheckedAndNamed() {
        var run = run("verify", "--wait", "1s");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("? replication: still PENDING when the time was up")
                .containsPattern("a copy may still arrive in my-prod-encrypted-bucket-replica-demo: setpoint-verify/");
    }

    @Test
    void aFailedVerifyLeavesNoTestObjects() {
        var run = Run.with(
                Map.of(
                        "SETPOINT_SANDBOX",
                        folder.resolve("cloud").toString(),
                        "SETPOINT_SANDBOX_FAIL",
                        "s3:GetObject@1=AccessDenied,s3:GetObject@2=AccessDenied,s3:GetObject@3=AccessDenied"),
                folder,
                "verify",
                "--sandbox");
        assertThat(run.out()).contains("clean-up: every version of the test object is deleted");
        assertThat(objects()).isEmpty();
    }

    private void sabotage(String name) {
        switch (name) {
            case "default-encryption-changed" ->
                client(S3Client.class)
                        .putBucketEncryption(r -> r.bucket(BUCKET)
                                .serverSideEncryptionConfiguration(ServerSideEncryptionConfiguration.builder()
                                        .rules(withoutKms())
                                        .build()));
            case "key-disabled" -> client(KmsClient.class).disableKey(r -> r.keyId(key()));
            case "key-deletion-scheduled" ->
                Sandbox.open(folder.resolve("cloud"))
                        .client(KmsClient.class, "us-west-2")
                        .scheduleKeyDeletion(r -> r.keyId(key()).pendingWindowInDays(7));
            case "rotation-off" -> client(KmsClient.class).disableKeyRotation(r -> r.keyId(key()));
            case "trail-stopped" -> client(CloudTrailClient.class).stopLogging(r -> r.name("prod-s3-encryption-trail"));
            case "bucket-policy-deleted" -> client(S3Client.class).deleteBucketPolicy(r -> r.bucket(BUCKET));
            case "replication-removed" -> client(S3Client.class).deleteBucketReplication(r -> r.bucket(BUCKET));
            case "role-widened" ->
                client(IamClient.class)
                        .putRolePolicy(r -> r.roleName("prod-s3-application-role")
                                .policyName("more")
                                .policyDocument("""
                                    {"Version": "2012-10-17", "Statement": [
                                      {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}]}
                                    """.strip()));
            default -> throw new IllegalArgumentException(name);
        }
    }

    private static ServerSideEncryptionRule withoutKms() {
        return ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AES256))
                .build();
    }

    private String key() {
        return client(KmsClient.class)
                .describeKey(r -> r.keyId("alias/prod-s3-encryption"))
                .keyMetadata()
                .keyId();
    }

    /** Everything in the buckets, all versions of it. */
    private List<String> objects() {
        return BUCKETS.entrySet().stream()
                .flatMap(bucket -> Sandbox.open(folder.resolve("cloud"))
                        .client(S3Client.class, bucket.getValue())
                        .listObjectVersions(r -> r.bucket(bucket.getKey()))
                        .versions()
                        .stream()
                        .map(version -> bucket.getKey() + "/" + version.key()))
                .toList();
    }

    private <C extends SdkClient> C client(Class<C> type) {
        return Sandbox.open(folder.resolve("cloud")).client(type, "us-east-1");
    }

    private Run run(String... command) {
        return SandboxRun.run(folder.resolve("cloud"), folder, command);
    }

    private static String steady(String text) {
        return SandboxRun.steady(text.replace("\\-", "-"))
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d", "<date>");
    }
}
