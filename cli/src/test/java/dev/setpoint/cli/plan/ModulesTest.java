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

/** Stacks that call modules of the same repository, on the sandbox. */
class ModulesTest {

    private static final String SITE = """
        setpoint: v1
        module: site
        inputs:
          bucket: {type: string}
          password: {type: string, sensitive: true, default: "hush hush"}
        resources:
          page:
            type: aws.s3.object
            forEach: pages/**
            properties: {bucket: "${inputs.bucket}", key: "${each.key}", file: "${each.value}"}
          index:
            type: aws.s3.object
            properties: {bucket: "${inputs.bucket}", key: index.html, file: index.html}
        outputs:
          pages: ${page.map(k, page[k].key)}
          password: {value: "${inputs.password}"}
        """;

    private static final String STACK = """
        setpoint: v1
        stack: web
        modules:
          site: {source: ../modules/site, inputs: {bucket: "${bucket.name}"}}
        resources:
          bucket: {type: aws.s3.bucket, properties: {name: modules-web}}
        outputs:
          pages: ${site.pages}
        """;

    @TempDir
    private Path root;

    private Path stack;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(root.resolve(".git"));
        Files.createDirectories(root.resolve("modules/site/pages"));
        Files.writeString(root.resolve("modules/site/setpoint.yaml"), SITE);
        Files.writeString(root.resolve("modules/site/index.html"), "index");
        Files.writeString(root.resolve("modules/site/pages/a.html"), "a");
        stack = Files.createDirectories(root.resolve("web"));
        Files.writeString(stack.resolve("setpoint.yaml"), STACK);
    }

    private Run run(String... command) {
        return SandboxRun.run(root.resolve("cloud"), stack, command);
    }

    @Test
    void filesOfAModuleBeginAtItsFolder() {
        var applied = run("apply", "--auto-approve");
        assertThat(applied.code()).as(applied.toString()).isZero();
        assertThat(applied.out()).contains("site.index", "site.page[\"a.html\"]", "pages: [a.html]");
        assertThat(run("plan").out()).contains("No changes: all 3 resources match the spec.");
    }

    @Test
    void aSavedPlanIsRefusedOnceAModuleHasChanged() throws IOException {
        assertThat(run("plan", "--out", "plan.json").code()).isZero();
        Files.writeString(root.resolve("modules/site/setpoint.yaml"), SITE.replace("index.html,", "start.html,"));
        var applied = run("apply", "plan.json");
        assertThat(applied.code()).isEqualTo(1);
        assertThat(applied.err()).contains("error[SP0");
    }

    @Test
    void aSecretOfAModuleIsShownNowhere() throws IOException {
        Files.writeString(
                stack.resolve("setpoint.yaml"),
                STACK.replace("pages: ${site.pages}", "password: {value: \"${site.password}\", sensitive: true}"));
        var plan = run("plan");
        assertThat(plan.code()).as(plan.toString()).isZero();
        assertThat(plan.out() + plan.err()).doesNotContain("hush");
        Files.writeString(stack.resolve("setpoint.yaml"), STACK.replace("${site.pages}", "\"${site.password + 'x'}\""));
        var shown = run("plan");
        assertThat(shown.out() + shown.err()).doesNotContain("hush");
    }

    @Test
    void modulesAreTargetsAndPartsOfAddresses() {
        assertThat(run("apply", "--auto-approve", "--target", "bucket").code()).isZero();
        assertThat(run("plan", "--target", "site").out()).contains("Plan: 2 to create");
        assertThat(run("plan", "--target", "site.index").out()).contains("Plan: 1 to create");
        assertThat(run("plan", "--target", "sit").err()).contains("SP0540");
    }
}
