package dev.setpoint.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stacks in several files of one folder. */
class PartsTest {

    @TempDir
    private Path root;

    private Path stack;

    @BeforeEach
    void files() throws IOException {
        stack = Files.createDirectories(root.resolve("web"));
        Files.writeString(stack.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: web
            resources:
              bucket: {type: aws.s3.bucket, properties: {name: parts-web}}
            """);
        Files.writeString(stack.resolve("logs.setpoint.yaml"), """
            setpoint: v1
            resources:
              logs: {type: aws.s3.bucket, properties: {name: "${bucket.name}-logs"}}
            """);
    }

    private Run run(String... command) {
        return SandboxRun.run(root.resolve("cloud"), root, command);
    }

    @Test
    void aFolderIsReadWithItsParts() {
        assertThat(run("validate", "web").out()).isEqualTo("Stack web is valid: 2 resources.\n");
    }

    @Test
    void aFileIsReadAlone() {
        assertThat(run("validate", "web/setpoint.yaml").out()).isEqualTo("Stack web is valid: 1 resource.\n");
    }

    @Test
    void aSavedPlanIsAppliedWithTheParts() {
        assertThat(run("plan", "web", "--out", "plan.json").code()).isZero();
        var applied = run("apply", "plan.json", "--auto-approve");
        assertThat(applied.code()).as(applied.toString()).isZero();
        assertThat(run("plan", "web").out()).contains("No changes: all 2 resources match the spec.");
    }

    @Test
    void aSavedPlanIsRefusedOnceAPartHasChanged() throws IOException {
        assertThat(run("plan", "web", "--out", "plan.json").code()).isZero();
        Files.writeString(stack.resolve("more.setpoint.yaml"), "setpoint: v1\nlocals: {a: 1}\n");
        assertThat(run("apply", "plan.json", "--auto-approve").err()).contains("SP0808");
    }

    @Test
    void aProblemInAPartIsShownInThePart() throws IOException {
        Files.writeString(
                stack.resolve("logs.setpoint.yaml"), "setpoint: v1\nresources:\n  logs: {type: aws.s3.buket}\n");
        assertThat(run("validate", "web").err()).contains("web/logs.setpoint.yaml:3:16:");
    }
}
