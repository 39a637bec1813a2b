package dev.setpoint.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.SandboxRun;
import dev.setpoint.engine.testing.ChildProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole processes that get a signal, at whatever they are: nothing is lost, and the exit code says so. */
class InterruptIT {

    private static final String SETPOINT =
            Path.of("target/dist/bin/setpoint").toAbsolutePath().toString();

    /** Variables that make the launcher report a terminal. */
    private static final Map<String, String> A_PERSON = Map.of("SETPOINT_JAVA_OPTIONS", "-Dsetpoint.terminal=02");

    @TempDir
    private Path folder;

    @BeforeEach
    void aStack() throws IOException {
        SandboxRun.copy(Path.of("bench/s3-encryption/setpoint.yaml"), folder);
    }

    private ProcessBuilder process(String command) {
        var line = (SETPOINT + " " + command + " --sandbox").split(" ", -1);
        return new ProcessBuilder(line).directory(folder.toFile());
    }

    private String run(int expected, String command) throws IOException, InterruptedException {
        var out = folder.resolve("out.txt");
        var process =
                ChildProcess.start(process(command).redirectErrorStream(true).redirectOutput(out.toFile()), Map.of());
        assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
        var said = Files.readString(out);
        assertThat(process.exitValue()).as(said).isEqualTo(expected);
        return said;
    }

    /** Sends the signal when the command has said something, and returns its exit code. */
    private int cut(String signal, String said, Map<String, String> more, String command)
            throws IOException, InterruptedException {
        var variables = new HashMap<>(more);
        variables.put("SETPOINT_SANDBOX_LATENCY", "50ms");
        variables.put("SETPOINT_SANDBOX_LATENCY_REAL", "true");
        var process = ChildProcess.start(
                process(command).redirectOutput(folder.resolve("cut.txt").toFile()), variables);
        try (var progress = process.errorReader(StandardCharsets.UTF_8)) {
            var heard = new StringBuilder();
            // A question does not end its line.
            while (heard.indexOf(said) < 0) {
                var next = progress.read();
                assertThat(next).as(heard.toString()).isNotNegative();
                heard.append((char) next);
            }
            assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
        }
        return process.exitValue();
    }

    /** However an apply is cut short, the next one goes on from there, and then nothing is left to do. */
    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,130", "KILL,137"})
    void anInterruptedApplyIsContinuedByTheNext(String signal, int code) throws Exception {
        assertThat(cut(signal, ": created", Map.of(), "apply --auto-approve")).isEqualTo(code);
        assertThat(run(0, "apply --auto-approve")).contains("Applied: ");
        run(0, "plan --detailed-exitcode");
    }

    /** Twenty changes that could all begin at once run one at a time. */
    @Test
    void onlyRunningChangesFinishAfterAnInterrupt() throws Exception {
        var spec = new StringBuilder("setpoint: v1\nstack: many\nproviders: {aws: {region: us-east-1}}\nresources:\n");
        for (var number = 0; number < 20; number++) {
            spec.append("  b%1$s: {type: aws.s3.bucket, properties: {name: my-many-%1$s}}\n".formatted(number));
        }
        Files.writeString(folder.resolve("setpoint.yaml"), spec);

        assertThat(cut("INT", ": creating", Map.of(), "apply --auto-approve --parallelism 1"))
                .isEqualTo(130);
        assertThat(Files.readString(folder.resolve("cut.txt")))
                .contains("not started when the run was stopped: ")
                .containsPattern("Interrupted: (1 created, 19|20) not started in ");
        assertThat(run(0, "state list").lines().count()).isLessThanOrEqualTo(1);
        assertThat(run(0, "apply --auto-approve")).contains("Applied: ");
        run(0, "plan --detailed-exitcode");
    }

    @Test
    void anUnansweredQuestionChangesNothing() throws Exception {
        assertThat(cut("INT", "Type `yes` to confirm: ", A_PERSON, "apply")).isEqualTo(130);
        assertThat(run(0, "state list")).isEmpty();
        assertThat(run(0, "plan")).contains("Plan: 17 to create");
        // Nor is the lock left behind.
        run(0, "apply --auto-approve");
    }

    @Test
    void anInterruptedRollbackLeavesNothingUnknownToTheNextRun() throws Exception {
        var failing = Map.of("SETPOINT_SANDBOX_FAIL", "cloudtrail:CreateTrail@1=AccessDeniedException");
        assertThat(cut("INT", ": deleting", failing, "apply --auto-approve --rollback-on-failure"))
                .isEqualTo(130);
        run(0, "apply --auto-approve");
        run(0, "plan --detailed-exitcode");
        run(0, "destroy --auto-approve");
        assertThat(run(0, "state list")).isEmpty();
    }

    /** Whoever stops a verification finds none of its test objects in the buckets. */
    @Test
    void anInterruptedVerifyDeletesItsTestObjects() throws Exception {
        run(0, "apply --auto-approve");

        assertThat(cut("INT", "waiting for the test object", Map.of(), "verify"))
                .isEqualTo(130);
        var uploaded = Pattern.compile("\"(s3:object:[^\"]*setpoint-verify/[^\"]*)\":(null|\\{)")
                .matcher(Files.readString(folder.resolve(".setpoint/sandbox/cloud/cloud.jsonl")))
                .results()
                .collect(Collectors.toMap(change -> change.group(1), change -> change.group(2), (_, later) -> later));
        assertThat(uploaded).isNotEmpty();
        assertThat(uploaded.values()).containsOnly("null");
    }
}
