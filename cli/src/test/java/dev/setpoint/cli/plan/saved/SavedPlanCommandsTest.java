package dev.setpoint.cli.plan.saved;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.setpoint.cli.render.markdown.PlanMarkdown;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class SavedPlanCommandsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @BeforeEach
    void theExample() throws IOException {
        SandboxRun.copy(ROOT.resolve("cli/bench/s3-encryption/setpoint.yaml"), folder);
    }

    private Run run(String command) {
        return SandboxRun.run(folder.resolve("cloud"), folder, command.split(" ", -1));
    }

    @Test
    void aSavedPlanIsShownAsItWasMadeAndAppliedOnce() throws IOException {
        var made = run("plan --out example.plan");

        assertThat(run("show example.plan").out()).isEqualTo(made.out());
        assertThat(run("apply example.plan --auto-approve").out()).contains("Applied: 17 created");
        var again = run("apply example.plan --auto-approve");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("error[SP0810]", "applied already");
        assertThat(Files.getPosixFilePermissions(folder.resolve("example.plan")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void thePlanOfADestroyIsAppliedAsOne() {
        run("apply --auto-approve");
        var made = run("plan --destroy --out end.plan");

        assertThat(made.out()).contains("With everything under it, it is gone for ever on ");
        assertThat(run("show end.plan").out()).isEqualTo(made.out());
        assertThat(run("apply end.plan --auto-approve").out()).contains("Destroyed: 17 deleted");
    }

    @Test
    void thePlanAsJsonIsAsItsSchemaSays() {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new SchemaFiles().text("plan.schema.json").orElseThrow());
        var first = run("plan --format json").out();
        run("apply --auto-approve");

        assertThat(schema.validate(first, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(run("plan --format json").out(), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate(run("plan --destroy --format json").out(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aPlanForTheSandboxDoesNotReachTheRealCloud() {
        run("plan --out example.plan");

        var real = Run.of(folder, "apply", "example.plan", "--auto-approve");

        assertThat(real.code()).isEqualTo(1);
        assertThat(real.err()).contains("error[SP0952]", "Use it with `--sandbox`");
    }

    @Test
    void theInputsAreThoseOfThePlanAndOthersAreRefused() {
        run("plan --out example.plan --input suffix=planned");

        assertThat(run("apply example.plan --auto-approve --input suffix=other").err())
                .contains("Input `suffix` was `planned`", "is `other` now");
        assertThat(run("apply example.plan --auto-approve").code()).isZero();
        assertThat(run("output bucketName --raw").out()).isEqualTo("my-prod-encrypted-bucket-planned");
    }

    @Test
    void aSensitiveInputIsGivenAgainAndNeverInTheFile() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: login
            inputs:
              password: {type: string, sensitive: true}
            resources:
              login:
                type: core.value
                properties: {password: "${inputs.password}"}
            """);
        run("plan --out login.plan --input password=hunter2");

        assertThat(Files.readString(folder.resolve("login.plan"))).doesNotContain("hunter2");
        assertThat(run("apply login.plan --auto-approve").err()).contains("password");
        assertThat(run("apply login.plan --auto-approve --input password=hunter3")
                        .code())
                .isEqualTo(1);
        assertThat(run("apply login.plan --auto-approve --input password=hunter2")
                        .code())
                .isZero();
    }

    /**
     * Runs each command of the workflow in order, with the sandbox for the account: the jobs share only the bucket of
     * states and the saved plan.
     */
    @Test
    void theCommandsOfTheWorkflowWork() throws IOException {
        var workflow = Files.readString(ROOT.resolve("examples/ci/github-actions.yml"));
        var commands = Pattern.compile("(?m)^\\s*(?:run: )?setpoint (.*)$")
                .matcher(workflow)
                .results()
                .map(match -> match.group(1).replaceFirst(" > .*", ""))
                .toList();
        assertThat(workflow).doesNotContain("aws s3", ".setpoint");
        assertThat(commands).hasSize(3);
        assertThat(commands.subList(1, 3)).allMatch(command -> command.contains("--backend \"$BACKEND\""));

        var planning = job("planning");
        inJob(planning, commands.get(0));
        var plan = inJob(planning, commands.get(1));
        assertThat(plan.out()).startsWith("<!-- setpoint-plan stack=").hasSizeLessThan(PlanMarkdown.LONGEST);
        var applying = job("applying");
        Files.copy(planning.resolve("plan.json"), applying.resolve("plan.json"));
        inJob(applying, commands.get(2));

        assertThat(applying.resolve(".setpoint/sandbox/s3-encryption")).doesNotExist();
        var next = job("next");
        assertThat(inJob(next, "plan --detailed-exitcode --backend \"$BACKEND\"")
                        .out())
                .contains("No changes");
        // What was applied once is not applied again, whoever tries.
        Files.copy(planning.resolve("plan.json"), next.resolve("plan.json"));
        assertThat(SandboxRun.run(folder.resolve("cloud"), next, inShell(commands.get(2)))
                        .err())
                .contains("error[SP0810]");
    }

    /** A fresh checkout of the stack. */
    private Path job(String name) throws IOException {
        var checkout = Files.createDirectory(folder.resolve(name));
        Files.copy(folder.resolve("setpoint.yaml"), checkout.resolve("setpoint.yaml"));
        return checkout;
    }

    private Run inJob(Path checkout, String command) {
        var states = Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
        if (states.listBuckets().buckets().stream()
                .noneMatch(bucket -> bucket.name().equals("states"))) {
            states.createBucket(r -> r.bucket("states"));
        }
        var done = SandboxRun.run(folder.resolve("cloud"), checkout, inShell(command));
        assertThat(done.code()).as(command + "\n" + done.err()).isZero();
        return done;
    }

    private static String[] inShell(String command) {
        return command.replace("\"$BACKEND\"", "s3://states/owner/repository/stack/state.json?region=us-east-1")
                .split(" ", -1);
    }
}
