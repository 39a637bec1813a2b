package dev.setpoint.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/** Output for a person, a program and a job summary when a change fails, with and without `--rollback-on-failure`. */
class FailureTest {

    private static final String STACK = """
        setpoint: v1
        stack: shop
        providers:
          aws: {region: us-east-1}
        resources:
          first:
            type: aws.s3.bucket
            properties: {name: shop-first, forceEmpty: true}
          second:
            type: aws.s3.bucket
            dependsOn: [first]
            properties:
              name: shop-second
              versioning: Enabled
          third:
            type: aws.s3.bucket
            properties:
              name: shop-third
              tags: {After: "${second.name}"}
          alone:
            type: core.value
            properties: {text: by itself}
        """;

    private static final Map<String, String> DENIED = Map.of("SETPOINT_SANDBOX_DENY", "s3:PutBucketVersioning");

    @TempDir
    private Path folder;

    @BeforeEach
    void theStack() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), STACK);
    }

    private Run run(Map<String, String> variables, String command) {
        var all = new HashMap<>(variables);
        all.put("SETPOINT_SANDBOX", folder.resolve("cloud").toString());
        return Run.with(all, folder, (command + " --sandbox").split(" ", -1));
    }

    private S3Client s3() {
        return Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    private List<String> buckets() {
        return s3().listBuckets().buckets().stream().map(b -> b.name()).toList();
    }

    @Test
    void theOutcomeShowsTheAwsErrorItsPlaceWaitingResourcesAndTheNextCommand() {
        var run = run(DENIED, "apply --auto-approve");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "error[SP0510] setpoint.yaml:14:",
                        "`second` (aws.s3.bucket)",
                        "   14 |       versioning: Enabled",
                        "^^^^^^^",
                        "AccessDenied",
                        "aws says: User: arn:aws:iam::",
                        "hint: Allow `s3:PutBucketVersioning`");
        assertThat(run.out())
                .contains("created: first, alone", "waiting for second: third", "2 created, 1 failed, 1 not started")
                .endsWith("To continue: setpoint apply --auto-approve --sandbox\n");
        assertThat(run(Map.of(), "apply --auto-approve").code()).isZero();
        assertThat(run(Map.of(), "plan --detailed-exitcode").code()).isZero();
    }

    @Test
    void aProgramGetsTheSame() {
        var run = run(DENIED, "apply --auto-approve --format json");
        assertThat(run.code()).isEqualTo(1);
        assertThat(Json.read(run.out())).isInstanceOfSatisfying(Value.Map.class, document -> {
            assertThat(document.string("result")).contains("failed");
            assertThat(document.list("missingPermissions")).containsExactly(Value.of("s3:PutBucketVersioning"));
            assertThat(document.list("failed")).singleElement().isInstanceOfSatisfying(Value.Map.class, failure -> {
                assertThat(failure.string("address")).contains("second");
                assertThat(failure.map("place").integer("line")).contains(14);
                assertThat(failure.map("answer").string("code")).contains("AccessDenied");
                assertThat(failure.map("answer").string("call")).contains("s3:PutBucketVersioning");
            });
            assertThat(document.list("skipped")).singleElement().isInstanceOfSatisfying(Value.Map.class, skipped -> {
                assertThat(skipped.string("address")).contains("third");
                assertThat(skipped.string("waitsFor")).contains("second");
            });
            assertThat(document.string("next"))
                    .contains("To continue: setpoint apply --auto-approve --format json --sandbox");
        });
    }

    @Test
    void aJobSummaryGetsTheSame() {
        var run = run(DENIED, "apply --auto-approve --format markdown");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("### Applying stack `shop`")
                .contains(
                        "> [!CAUTION]",
                        "setpoint.yaml:14:",
                        "waiting for `second`: `third`",
                        "`s3:PutBucketVersioning`");
        assertThat(run(Map.of(), "apply --auto-approve --format markdown").out())
                .contains("**Applied:**");
    }

    @Test
    void aRollbackLeavesCloudAndStateAsTheyWere() {
        var run = run(DENIED, "apply --auto-approve --rollback-on-failure");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("Undone", "Failed and rolled back:", "To try again: setpoint apply");
        assertThat(buckets()).isEmpty();
        assertThat(run(Map.of(), "state list").out()).isEmpty();
        assertThat(run(Map.of(), "apply --auto-approve --rollback-on-failure").code())
                .isZero();
    }

    @Test
    void rollbackRestoresLiveValuesNotLastAppliedOnes() throws IOException {
        assertThat(run(Map.of(), "apply --auto-approve").code()).isZero();
        s3().putBucketTagging(r -> r.bucket("shop-first")
                .tagging(t -> t.tagSet(Tag.builder().key("By").value("hand").build())));
        Files.writeString(
                folder.resolve("setpoint.yaml"),
                STACK.replace("forceEmpty: true}", "forceEmpty: true, tags: {By: spec}}")
                        .replace("versioning: Enabled", "versioning: Suspended"));
        var run = run(DENIED, "apply --auto-approve --rollback-on-failure");
        assertThat(run.out()).contains("updated: first");
        assertThat(s3().getBucketTagging(r -> r.bucket("shop-first")).tagSet())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo("hand"));
    }

    @Test
    void aBucketThatSomebodyHasPutSomethingIntoIsKeptWhateverItsForceEmptySays() {
        var slow = Map.of(
                "SETPOINT_SANDBOX_FAIL", "s3:PutBucketVersioning@1=AccessDenied",
                "SETPOINT_SANDBOX_LATENCY", "300ms",
                "SETPOINT_SANDBOX_LATENCY_REAL", "true");
        var run = new CompletableFuture<Run>();
        Thread.ofPlatform().start(() -> run.complete(run(slow, "apply --auto-approve --rollback-on-failure")));
        while (!run.isDone() && !buckets().contains("shop-first")) {
            Thread.onSpinWait();
        }
        s3().putObject(r -> r.bucket("shop-first").key("precious"), RequestBody.fromString("data"));
        assertThat(run.join().code()).isEqualTo(1);
        assertThat(run.join().out()).contains("Could not be undone").contains("BucketNotEmpty");
        assertThat(s3().headObject(r -> r.bucket("shop-first").key("precious")).contentLength())
                .isEqualTo(4);
        assertThat(run(Map.of(), "state list").out()).contains("first");
    }
}
