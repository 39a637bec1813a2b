package dev.setpoint.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A plan that holds a change which must not be done is shown whole, kept if asked for, and never applied. */
class BlockedPlanTest {

    private static final String PROTECTED = """
        setpoint: v1
        stack: guarded
        providers: {aws: {region: us-east-1}}
        resources:
          kept:
            type: aws.s3.bucket
            lifecycle: {preventDestroy: true}
            properties: {name: guarded-kept}
          free:
            type: aws.s3.bucket
            properties: {name: guarded-free}
        """;

    /** Spec without the protected block, and with a harmless change. */
    private static final String WITHOUT = """
        setpoint: v1
        stack: guarded
        providers: {aws: {region: us-east-1}}
        resources:
          free:
            type: aws.s3.bucket
            properties: {name: guarded-free, versioning: Enabled}
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void protectedAndApplied() throws IOException {
        spec(PROTECTED);
        assertThat(run("apply --auto-approve").code()).isZero();
        spec(WITHOUT);
    }

    private void spec(String text) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), text);
    }

    private Run run(String command) {
        return SandboxRun.run(folder.resolve("cloud"), folder, command.split(" ", -1));
    }

    @Test
    void aPlanShowsAllOfItAndExitsWithOneWhateverElseItIsAsked() {
        var plan = run("plan --detailed-exitcode");

        assertThat(plan.code()).isEqualTo(1);
        assertThat(plan.out())
                .contains("✗ - kept (aws.s3.bucket guarded-kept) BLOCKED")
                .contains("~ free (aws.s3.bucket guarded-free) will be updated");
        assertThat(plan.err()).startsWith("error[SP0522] setpoint.yaml:4:1:");
    }

    @Test
    void applyStartsNothing() {
        var apply = run("apply --auto-approve");

        assertThat(apply.code()).isEqualTo(1);
        assertThat(apply.out()).contains("✗ - kept").doesNotContain("Applied");
        assertThat(apply.err()).contains("error[SP0522]");
        assertThat(run("plan").out()).contains("+ versioning: Enabled");
        assertThat(run("state list").out()).contains("kept", "free");
    }

    @Test
    void aSavedPlanKeepsTheMarkAndIsRefused() {
        assertThat(run("plan --out it.plan").code()).isEqualTo(1);

        assertThat(run("show it.plan").out()).contains("✗ - kept").contains("✗ `kept`");
        var apply = run("apply it.plan --auto-approve");
        assertThat(apply.code()).isEqualTo(1);
        assertThat(apply.err()).contains("error[SP0522]");
    }

    @Test
    void theJsonIsOneDocumentThatMatchesItsSchema() {
        var plan = run("plan --format json");

        assertThat(plan.code()).isEqualTo(1);
        assertThat(plan.err()).isEmpty();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(new SchemaFiles().text("plan.schema.json").orElseThrow())
                        .validate(plan.out(), InputFormat.JSON))
                .isEmpty();
        assertThat(run("apply --auto-approve --format json").out()).contains("\"SP0522\"");
    }

    /** Checks in all formats that a blocked change, its reasons and the rest of the plan are shown. */
    private void everywhere(String heading, String code, String... reasons) {
        var text = run("plan");
        var markdown = run("plan --format markdown");
        var json = run("plan --format json");
        assertThat(text.code()).isEqualTo(1);
        assertThat(markdown.code()).isEqualTo(1);
        assertThat(json.code()).isEqualTo(1);
        assertThat(text.out()).contains("✗ " + heading, "+ other (aws.sns.topic) will be created");
        assertThat(text.err()).contains("error[" + code + "]");
        assertThat(markdown.out()).contains("<code>✗ " + heading, "<code>+ other (aws.sns.topic)");
        assertThat(json.out()).contains("\"code\" : \"" + code + "\"", "\"address\" : \"other\"");
        for (var reason : reasons) {
            assertThat(text.out().replaceAll("\\n +✗ +", " ")).contains(reason);
            assertThat(markdown.out()).contains(reason);
            assertThat(json.out()).contains(reason);
        }
    }

    private static final String OTHER = "  other: {type: aws.sns.topic, properties: {name: guarded-other}}\n";

    @Test
    void existingObjectsAreShownBesideTheRest() throws IOException {
        spec(PROTECTED.replace("stack: guarded", "stack: second") + OTHER);

        everywhere(
                "+ kept (aws.s3.bucket) BLOCKED: would be created",
                "SP0520",
                "there is already an aws.s3.bucket `guarded-kept`");
        assertThat(run("plan").out()).contains("2 of these changes are blocked", "Plan: 3 to create");
    }

    @Test
    void changesThatAwsWouldRefuseAreShownBesideTheRest() throws IOException {
        fill("guarded-free");
        spec(PROTECTED.substring(0, PROTECTED.indexOf("  free:")) + OTHER);

        everywhere(
                "- free (aws.s3.bucket guarded-free) BLOCKED: would be deleted: it is no longer in the spec",
                "SP0550",
                "the bucket guarded-free is to be deleted and is not empty");
    }

    private void fill(String bucket) {
        Sandbox.open(folder.resolve("cloud"))
                .client(S3Client.class, "us-east-1")
                .putObject(r -> r.bucket(bucket).key("one"), RequestBody.fromString("x"));
    }

    @Test
    void severalReasonsOfOneResourceAreAllShown() throws IOException {
        spec("""
            setpoint: v1
            stack: guarded
            providers: {aws: {region: us-east-1}}
            resources:
              kept: {type: aws.s3.bucket, lifecycle: {preventDestroy: true}, properties: {name: guarded-free}}
            """ + OTHER);

        everywhere(
                "-/+ kept (aws.s3.bucket guarded-kept) BLOCKED: would be replaced", "SP0524", "`name` can only change");
        assertThat(run("plan --format json").out()).contains("\"alsoForbidden\"", "\"SP0585\"");
        assertThat(run("plan").err()).contains("error[SP0524]", "error[SP0585]");
    }

    @Test
    void aProtectedOneThatWasRenamedIsAskedForMovedAndNothingElse() throws IOException {
        spec(PROTECTED.replace("  kept:", "  renamed:") + OTHER);

        everywhere(
                "+ renamed (aws.s3.bucket) BLOCKED: would be created", "SP0585", "`renamed` is the same aws.s3.bucket");
        var plan = run("plan");
        assertThat(plan.out()).contains("✗ - kept");
        assertThat(plan.err()).doesNotContain("SP0522").containsOnlyOnce("error[");
    }

    @Test
    void aDestroyNamesEverythingThatIsProtected() throws IOException {
        spec(PROTECTED);
        var destroy = run("destroy --auto-approve");

        assertThat(destroy.code()).isEqualTo(1);
        assertThat(destroy.out()).contains("✗ - kept").contains("- free (aws.s3.bucket guarded-free) will be deleted");
        assertThat(destroy.err()).contains("error[SP0523] setpoint.yaml:5:3:", "setpoint.yaml:7:17: asked for here");
        assertThat(run("state list").out()).contains("kept", "free");
    }

    @Test
    void protectionIsLiftedByASpecThatStillHasTheBlock() throws IOException {
        spec(PROTECTED.replace("preventDestroy: true", "preventDestroy: false"));
        assertThat(run("plan").out()).contains("lifecycle.preventDestroy: true → false  spec, setpoint.yaml:7");
        assertThat(run("apply --auto-approve").code()).isZero();
        spec(WITHOUT);

        assertThat(run("apply --auto-approve").out()).contains("1 deleted");
    }
}
