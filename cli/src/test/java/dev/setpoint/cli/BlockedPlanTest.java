package dev.setpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.setpoint.engine.schema.SchemaFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** Without the protected block, and with something harmless besides. */
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
        return Sandbox.run(folder.resolve("cloud"), folder, command.split(" ", -1));
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
    void applyBeginsNothing() {
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
    void asJsonItIsOneDocumentThatItsSchemaAllows() {
        var plan = run("plan --format json");

        assertThat(plan.code()).isEqualTo(1);
        assertThat(plan.err()).isEmpty();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(new SchemaFiles().text("plan.schema.json").orElseThrow())
                        .validate(plan.out(), InputFormat.JSON))
                .isEmpty();
        assertThat(run("apply --auto-approve --format json").out()).contains("\"SP0522\"");
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
