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

/** Assertions and validations of inputs on the command line, with the sandbox. */
class AssertionsTest {

    private static final String STACK = """
        setpoint: v1
        stack: demo
        inputs:
          name:
            type: string
            default: demo
            validate: [{that: "${!inputs.name.startsWith('aws')}", message: AWS keeps such names.}]
          old: {type: string, default: a, deprecated: Give `name`.}
        resources:
          topic:
            type: aws.sns.topic
            properties: {name: "${inputs.name}"}
            assert: [{that: "${self.arn.endsWith('demo')}", message: "The ARN is ${self.arn}."}]
          other: {type: aws.sns.topic, properties: {name: other, displayName: "${topic.name}"}}
        """;

    @TempDir
    private Path root;

    private Path stack;

    @BeforeEach
    void files() throws IOException {
        stack = Files.createDirectories(root.resolve("stack"));
        Files.writeString(stack.resolve("setpoint.yaml"), STACK);
    }

    private Run run(String... command) {
        return SandboxRun.run(root.resolve("cloud"), stack, command);
    }

    @Test
    void anApplyChecksWhatThePlanLists() {
        var plan = run("plan");
        assertThat(plan.code()).isZero();
        assertThat(plan.out()).contains("Checked after apply", "topic: self.arn.endsWith('demo')", "setpoint.yaml:13");
        assertThat(run("apply", "--auto-approve").code()).isZero();
        assertThat(run("plan").out()).doesNotContain("Checked after apply");
    }

    @Test
    void anAssertionThatFailsAfterTheChangeStopsWhatDependsOnIt() {
        var applied = run("apply", "--auto-approve", "--input", "name=shop");
        assertThat(applied.code()).isEqualTo(1);
        assertThat(applied.err()).contains("error[SP0630]", "`topic`: The ARN is arn:aws:sns:");
        assertThat(run("state", "list").out()).contains("topic").doesNotContain("other");
        var plan = run("plan", "--input", "name=shop");
        assertThat(plan.code()).isEqualTo(1);
        assertThat(plan.out() + plan.err()).contains("SP0591", "`topic`: The ARN is arn:aws:sns:");
        assertThat(run("destroy", "--auto-approve", "--input", "name=shop").code())
                .isZero();
    }

    @Test
    void aSavedPlanKeepsItsChecks() {
        assertThat(run("plan", "--out", "plan.json").code()).isZero();
        assertThat(run("show", "plan.json").out()).contains("Checked after apply", "topic: self.arn.endsWith('demo')");
        assertThat(run("show", "plan.json", "--format", "json").out())
                .contains("\"checks\"", "\"subject\" : \"topic\"", "\"severity\" : \"error\"");
        assertThat(run("show", "plan.json", "--format", "markdown").out()).contains("<summary>Checked after apply");
        var applied = run("apply", "plan.json", "--auto-approve");
        assertThat(applied.code()).as(applied.toString()).isZero();
        assertThat(applied.err()).doesNotContain("SP0249");
    }

    @Test
    void validateEvaluatesWhatTheSpecAloneDecides() throws IOException {
        assertThat(run("validate").code()).isZero();
        var refused = run("validate", "--input", "name=awsome");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("error[SP0325]", "AWS keeps such names (`inputs.name` is `awsome`).");
        Files.writeString(
                stack.resolve("setpoint.yaml"),
                STACK + "assert: [{that: \"${inputs.name == 'x'}\", message: Another name.}]\n");
        assertThat(run("validate").err()).contains("error[SP0591]", "Another name (`inputs.name` is `demo`).");
        // Other commands do not depend on it.
        assertThat(run("graph").code()).isZero();
        assertThat(run("destroy", "--auto-approve").code()).isZero();
    }

    @Test
    void aDeprecatedInputIsReportedWhenItIsGiven() {
        assertThat(run("validate").err()).doesNotContain("SP0249");
        var given = run("validate", "--input", "old=b");
        assertThat(given.code()).isZero();
        assertThat(given.err()).contains("warning[SP0249]", "`old`, given by --input old, is deprecated: Give `name`.");
    }
}
