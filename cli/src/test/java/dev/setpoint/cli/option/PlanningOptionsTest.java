package dev.setpoint.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options that say what is planned, as a user gives them to plan, apply and destroy, and in a saved plan. */
class PlanningOptionsTest {

    private static final String SPEC = """
        setpoint: v1
        stack: parts
        providers: {aws: {region: us-east-1}}
        resources:
          key:
            type: aws.kms.key
            properties: {description: A key}
          alias:
            type: aws.kms.alias
            properties: {name: alias/parts, targetKey: "${key.keyId}"}
          logs:
            type: aws.s3.bucket
            properties: {name: parts-logs}
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void theStack() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), SPEC);
    }

    private Run run(String command) {
        return SandboxRun.run(folder.resolve("cloud"), folder, command.split(" ", -1));
    }

    @Test
    void applyAndDestroyKeepToTheirTargets() {
        assertThat(run("apply --target alias --auto-approve").out())
                .contains("This plan is partial (--target alias). Left out, whether changed or not: logs.")
                .contains("Applied: 2 created");
        assertThat(run("apply --auto-approve").out()).contains("Applied: 1 created");
        assertThat(run("destroy --target key --auto-approve").out())
                .contains("- alias", "Left out, whether changed or not: logs.", "Destroyed: 2 deleted");
        assertThat(run("state list").out()).startsWith("logs ").doesNotContain("key");
    }

    @Test
    void aReplacementThatIsAskedForIsMade() {
        run("apply --auto-approve");
        var before = run("state list").out();

        assertThat(run("apply --replace key --auto-approve").out())
                .contains("-/+ key", "--replace asks", "Applied: 1 updated, 1 replaced");
        assertThat(run("state list").out()).isNotEqualTo(before);
        assertThat(run("plan --detailed-exitcode").code()).isZero();
    }

    @Test
    void aSavedPlanCarriesItsOptionsAndTakesNoOthers() {
        run("apply --auto-approve");
        run("plan --target logs --replace logs --refresh=false --out part.plan");

        assertThat(run("show part.plan").out())
                .contains("This plan is partial (--target logs). Left out, whether changed or not: key, alias.")
                .contains("--refresh=false", "as --replace asks");
        var twice = run("apply part.plan --target key --refresh=false --auto-approve");
        assertThat(twice.code()).isEqualTo(1);
        assertThat(twice.err()).contains("error[SP0953]", "`--target`, `--refresh=false` cannot be given with it");
        assertThat(run("apply part.plan --auto-approve").out())
                .contains("Left out, whether changed or not: key, alias.", "Applied: 1 replaced");
    }

    @Test
    void thePlanOfAPartialDestroyIsAppliedAsOne() {
        run("apply --auto-approve");
        run("plan --destroy --target alias --out end.plan");

        assertThat(run("apply end.plan --auto-approve").out()).contains("Destroyed: 1 deleted");
        assertThat(run("state list").out()).contains("key", "logs").doesNotContain("alias");
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        var both = run("plan --destroy --replace key");

        assertThat(both.code()).isEqualTo(1);
        assertThat(both.err()).contains("error[SP0903] `--destroy` and `--replace` contradict each other");
        for (var pair : new String[] {
            "--refresh-only --replace key", "--refresh-only --refresh=false", "--refresh-only --destroy"
        }) {
            assertThat(run("plan " + pair).err()).as(pair).contains("error[SP0903]", "contradict each other");
        }
    }

    @Test
    void aRefreshTakesOverWhatIsLiveAndTouchesNothing() throws IOException {
        run("apply --auto-approve");
        elsewhere("versioning: Enabled");
        Files.writeString(
                folder.resolve("setpoint.yaml"),
                SPEC.replace("name: parts-logs", "name: parts-logs, versioning: Suspended"));
        assertThat(run("apply --auto-approve").code()).isZero();
        elsewhere("versioning: Enabled");

        var plan = run("plan --refresh-only --detailed-exitcode --out it.plan");
        assertThat(plan.code()).isEqualTo(2);
        assertThat(plan.out())
                .contains("= logs (aws.s3.bucket parts-logs) has drifted")
                .contains("~ versioning: Suspended → Enabled  drift, setpoint.yaml:13")
                .contains("--refresh-only")
                .contains("Plan: 1 to update in the state, 0 to forget; 2 unchanged.");
        assertThat(run("show it.plan").out()).isEqualTo(plan.out());
        assertThat(run("plan").out()).contains("~ versioning: Enabled → Suspended  drift");

        var applied = run("apply it.plan --auto-approve");
        assertThat(applied.out()).contains("Refreshed: 1 updated in the state");
        assertThat(run("plan").out()).contains("~ versioning: Enabled → Suspended  spec, setpoint.yaml:13");
        assertThat(run("plan --refresh-only --detailed-exitcode").out())
                .startsWith("This changes only the state")
                .endsWith("No drift: all 3 resources match the state.\n");
    }

    /** Another stack changes the bucket. */
    private void elsewhere(String properties) throws IOException {
        var other = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(other.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: somebody-else
            providers: {aws: {region: us-east-1}}
            resources:
              theirs:
                type: aws.s3.bucket
                import: parts-logs
                properties: {name: parts-logs, %s}
            """.formatted(properties));
        assertThat(SandboxRun.run(folder.resolve("cloud"), other, "apply", "--auto-approve")
                        .code())
                .isZero();
    }

    @Test
    void anUnknownTargetIsNamedWithTheNearestForEachCommand() {
        for (var command : new String[] {"plan", "apply --auto-approve", "destroy --auto-approve"}) {
            var run = run(command + " --target lgs");
            assertThat(run.code()).as(command).isEqualTo(1);
            assertThat(run.err()).as(command).contains("error[SP0540]", "Did you mean `logs`?");
        }
    }

    @Test
    void aTargetWithoutTheQuotesOfItsKeyIsRefusedByEachCommand() {
        for (var command : new String[] {"plan", "apply --auto-approve", "destroy --auto-approve"}) {
            var run = run(command + " --target logs[eu]");
            assertThat(run.code()).as(command).isEqualTo(1);
            assertThat(run.err()).as(command).contains("error[SP0935] `logs[eu]`", "Did you mean `logs[\"eu\"]`?");
        }
    }
}
