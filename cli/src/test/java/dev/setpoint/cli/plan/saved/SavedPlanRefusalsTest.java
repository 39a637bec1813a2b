package dev.setpoint.cli.plan.saved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.HttpCloud;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** `apply FILE` does exactly what the file shows, or refuses with what has moved and touches nothing. */
class SavedPlanRefusalsTest {

    private static final String STORE = """
        setpoint: v1
        stack: store
        inputs:
          suffix: {type: string, default: demo}
          owner: {type: string, default: team}
          password: {type: string, sensitive: true, default: hunter1}
        providers:
          aws: {defaultTags: {Project: store}}
        data:
          caller: {type: aws.sts.callerIdentity}
        resources:
          bucket:
            type: aws.s3.bucket
            properties:
              name: store-${inputs.suffix}
              versioning: Enabled
              tags: {Owner: "${inputs.owner}", Account: "${data.caller.accountId}"}
          logs:
            type: aws.s3.bucket
            properties:
              name: store-${inputs.suffix}-logs
              versioning: Enabled
          login:
            type: core.value
            properties: {password: "${inputs.password}", for: "${bucket.arn}"}
        outputs:
          arn: ${bucket.arn}
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void theStack() throws IOException {
        write("setpoint.yaml", STORE);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Run run(String command) {
        return run(Map.of(), command);
    }

    private Run run(Map<String, String> variables, String command) {
        var all = new HashMap<>(variables);
        all.put("SETPOINT_SANDBOX", folder.resolve("cloud").toString());
        return Run.with(all, folder, (command + " --sandbox").split(" ", -1));
    }

    /** The account as it is changed behind Setpoint's back. */
    private S3Client s3() {
        return Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    private void planned(String options) {
        assertThat(run("plan --out saved.plan" + options).code()).isZero();
    }

    private void applied() {
        assertThat(run("apply --auto-approve").code()).isZero();
    }

    private void refused(Map<String, String> variables, String options, String... words) throws IOException {
        var before = contents();
        var run = run(variables, "apply saved.plan --auto-approve" + options);
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error[").contains(words).contains("hint: ");
        assertThat(contents()).isEqualTo(before);
    }

    private void refused(String... words) throws IOException {
        refused(Map.of(), "", words);
    }

    /** All that a run could change: the state and the cloud. */
    private Map<Path, String> contents() throws IOException {
        var contents = new HashMap<Path, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = String.valueOf(file.getFileName());
                if (!name.contains("lock")) {
                    contents.put(file, Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contents;
    }

    private void edit(UnaryOperator<String> change) throws IOException {
        var file = folder.resolve("saved.plan");
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    /** An edit by somebody who knows how the digest is made: anybody can. */
    private void forge(UnaryOperator<Value.Map> change) throws IOException {
        edit(text -> {
            var content = change.apply(((Value.Map) Json.read(text)).without("digest"));
            return Json.pretty(content.with("digest", Value.of(Redaction.sha256(Json.canonical(content)))));
        });
    }

    @Test
    void aChangedSpec() throws IOException {
        planned("");
        write("setpoint.yaml", STORE + "\n# a remark\n");
        refused("SP0808", "`setpoint.yaml` has changed");
    }

    @Test
    void aChangedDefaultTag() throws IOException {
        applied();
        planned(" --input owner=crew");
        write("setpoint.yaml", STORE.replace("Project: store", "Project: shop"));
        refused("SP0808");
    }

    @Test
    void anotherInputOnTheCommandLineOrInAFile() throws IOException {
        planned(" --input owner=crew");
        refused(Map.of(), " --input owner=thief", "SP0809", "`owner` was `crew`", "is `thief` now");
        write("inputs.yaml", "owner: thief\n");
        refused(Map.of(), " --inputs inputs.yaml", "SP0809", "`owner` was `crew`", "is `thief` now");
    }

    @Test
    void theEnvironmentDoesNotChangeAnInputOfThePlan() throws IOException {
        write("inputs.yaml", "suffix: filed\n");
        assertThat(run(Map.of("SETPOINT_INPUT_OWNER", "crew"), "plan --out saved.plan --inputs inputs.yaml")
                        .code())
                .isZero();
        var other = Map.of("SETPOINT_INPUT_OWNER", "thief", "SETPOINT_INPUT_SUFFIX", "thief");
        assertThat(run(other, "apply saved.plan --auto-approve").code()).isZero();
        var tags = s3().getBucketTagging(r -> r.bucket("store-filed")).tagSet();
        assertThat(tags).anyMatch(tag -> tag.value().equals("crew"));
    }

    @Test
    void anotherSecretIsRefusedAndNotShown() throws IOException {
        planned(" --input password=hunter2");
        refused(Map.of(), " --input password=hunter3", "SP0809", "was a secret", "is another secret now");
        assertThat(run("apply saved.plan --auto-approve --input password=hunter3")
                        .err())
                .doesNotContain("hunter");
        assertThat(Files.readString(folder.resolve("saved.plan"))).doesNotContain("hunter");
    }

    @Test
    void aStateThatHasMovedOn() throws IOException {
        applied();
        planned(" --input owner=crew");
        assertThat(run("apply --auto-approve --input owner=guild").code()).isZero();
        refused("SP0810", "from serial 2 to 3");
    }

    @Test
    void aStateThatWasBegunAnew() throws IOException {
        applied();
        planned(" --input owner=crew");
        assertThat(run("destroy --auto-approve").code()).isZero();
        try (var files = Files.walk(folder.resolve(".setpoint"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        refused("SP0810", "state");
    }

    @Test
    void aPlanIsAppliedOnce() throws IOException {
        planned("");
        assertThat(run("apply saved.plan --auto-approve").code()).isZero();
        refused("SP0810", "applied already");
    }

    @Test
    void anotherAccount() throws IOException {
        planned("");
        refused(
                Map.of("SETPOINT_SANDBOX_ACCOUNT", "999999999999"),
                "",
                "SP0806",
                "account 123456789012",
                "for account 999999999999");
        applied();
        planned(" --input owner=crew");
        refused(Map.of("SETPOINT_SANDBOX_ACCOUNT", "999999999999"), "", "SP0502", "999999999999");
    }

    @Test
    void anotherRegion() throws IOException {
        planned("");
        refused(
                Map.of("AWS_REGION", "eu-west-1"),
                "",
                "SP0811",
                "region of provider `aws` was `us-east-1`",
                "`eu-west-1` now");
    }

    @Test
    void anotherStack() throws IOException {
        planned("");
        write("setpoint.yaml", STORE.replace("stack: store", "stack: shop"));
        refused("SP0805", "for stack `store`", "of `shop`");
    }

    @Test
    void theSpecGone() throws IOException {
        planned("");
        Files.delete(folder.resolve("setpoint.yaml"));
        refused("SP0953", "neither in this folder nor beside the plan");
    }

    @Test
    void anotherVersionOrFormat() throws IOException {
        planned("");
        forge(plan -> plan.with("setpoint", Value.of("9.9")));
        refused("SP0807", "made by Setpoint 9.9");
        forge(plan -> plan.with("formatVersion", Value.of(3)));
        refused("SP0802", "format 3");
    }

    @Test
    void anEditedOrTornFile() throws IOException {
        planned("");
        edit(text -> text.replace("store-demo", "store-edit"));
        refused("SP0803");
        edit(text -> text.substring(0, text.length() / 2));
        refused("SP0801");
    }

    @Test
    void driftOfOneResourceWithBothValuesAndNothingOverwritten() throws IOException {
        applied();
        planned(" --input owner=crew");
        s3().putBucketVersioning(r ->
                r.bucket("store-demo-logs").versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED)));
        refused("SP0804", "setpoint.yaml:22:", "`versioning` of `logs` was `Enabled`", "is `Suspended` now");
    }

    @Test
    void aResourceDeletedOutsideOfSetpoint() throws IOException {
        applied();
        planned(" --input owner=crew");
        s3().deleteBucketTagging(r -> r.bucket("store-demo"));
        refused("SP0804", "`tags.Owner` of `bucket` was `team`", "is not set now");
        s3().deleteBucket(r -> r.bucket("store-demo"));
        refused("SP0804", "`bucket` has gone from the cloud");
    }

    @Test
    void everyMemberOfAForgedPlanIsChecked() throws IOException {
        applied();
        planned(" --input owner=crew");
        var honest = Files.readString(folder.resolve("saved.plan"));
        var forgeries = Forgeries.of(((Value.Map) Json.read(honest)).without("digest"));
        assertThat(forgeries).hasSizeGreaterThan(30);
        for (var forgery : forgeries.entrySet()) {
            write("saved.plan", honest);
            forge(_ -> (Value.Map) forgery.getValue());
            var before = contents();
            var run = run("apply saved.plan --auto-approve");
            assertThat(run.code()).as(forgery.getKey()).isEqualTo(1);
            assertThat(run.err()).as(forgery.getKey()).startsWith("error[SP0");
            assertThat(contents()).as(forgery.getKey()).isEqualTo(before);
        }
    }

    @Test
    void driftOverHttp() throws IOException {
        var variables = HttpCloud.environment("us-east-1");
        var name = "store-" + UUID.randomUUID();
        Run.with(variables, folder, "apply", "--auto-approve", "--input", "suffix=" + name);
        var plan = Run.with(variables, folder, "plan", "--out", "saved.plan", "--input", "suffix=" + name);
        assertThat(plan.out()).startsWith("No changes");
        Run.with(
                variables, folder, "plan", "--out", "saved.plan", "--input", "suffix=" + name, "--input", "owner=crew");
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        try (var s3 = S3Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .endpointOverride(URI.create(HttpCloud.endpoint()))
                .build()) {
            s3.putBucketVersioning(r -> r.bucket("store-" + name + "-logs")
                    .versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED)));
            var run = Run.with(variables, folder, "apply", "saved.plan", "--auto-approve");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("`versioning` of `logs` was `Enabled`", "is `Suspended` now");
            assertThat(s3.getBucketVersioning(r -> r.bucket("store-" + name + "-logs"))
                            .status())
                    .isEqualTo(BucketVersioningStatus.SUSPENDED);
        }
        var destroyed = Run.with(variables, folder, "destroy", "--auto-approve", "--input", "suffix=" + name);
        assertThat(destroyed.code()).as(destroyed.err()).isZero();
    }
}
