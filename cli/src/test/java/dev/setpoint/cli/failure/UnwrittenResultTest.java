package dev.setpoint.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.Main;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ResultStream;
import dev.setpoint.cli.testing.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command whose result could not be written does not end as if all were well. */
class UnwrittenResultTest {

    private static final String FULL = "No space left on device";
    private static final String BROKEN = "Broken pipe";

    @TempDir
    private Path folder;

    @BeforeEach
    void aStack() throws IOException {
        Files.writeString(
                folder.resolve("setpoint.yaml"),
                "{setpoint: v1, stack: shop, resources: {a: {type: core.value, properties: {x: 1}}}, outputs: {o: 1}}");
    }

    private Run run(String reason, Set<Console.Stream> terminals, InputStream in, String... args) {
        var err = new ByteArrayOutputStream();
        var failing = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
        var console = new Console(
                in,
                new ResultStream(failing, 1 << 16),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminals,
                Map.of(),
                folder);
        return new Run(Main.run(console, args), "", err.toString(StandardCharsets.UTF_8));
    }

    private Run run(String reason, String command) {
        return run(reason, Set.of(), InputStream.nullInputStream(), command.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan --sandbox",
                "plan --sandbox --format json",
                "plan --sandbox --format markdown",
                "plan --sandbox --detailed-exitcode",
                "plan --sandbox --out plan.json",
                "apply --sandbox --auto-approve",
                "apply --sandbox --auto-approve --format json",
                "apply --sandbox --auto-approve --format markdown",
                "destroy --sandbox --auto-approve",
                "validate",
                "show --sandbox",
                "output --sandbox --format json",
                "state pull --sandbox",
                "unlock --sandbox",
                "verify --sandbox --format junit",
                "permissions --sandbox --nonsense --format json",
                "graph",
                "schema",
                "explain",
                "version",
                "--help",
                "plan --help"
            })
    void aFullDiskIsAnErrorOfEveryCommandAndFormat(String command) {
        var run = run(FULL, command);

        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.err())
                .contains("error[SP0982] The result could not be written to stdout: no space left on device.");
    }

    @Test
    void aReaderThatClosesStdoutCausesNoMessage() {
        assertThat(run(BROKEN, "graph")).isEqualTo(new Run(141, "", ""));
        assertThat(run(BROKEN, "plan --sandbox --detailed-exitcode").code()).isEqualTo(141);
        assertThat(run(BROKEN, "apply --sandbox --auto-approve").code()).isEqualTo(141);
        assertThat(Run.of(folder, "state", "list", "--sandbox").out()).contains("core.value");
        assertThat(run(FULL, "state list --sandbox").code()).isEqualTo(1);
    }

    @Test
    void theCodeOfACommandThatFailedStays() {
        assertThat(run(BROKEN, "validate missing --format json").code()).isEqualTo(1);
    }

    @Test
    void aPlanThatCouldNotBeShownIsNotApproved() {
        var yes = new ByteArrayInputStream("yes\n".getBytes(StandardCharsets.UTF_8));

        var run = run(FULL, EnumSet.of(Console.Stream.IN, Console.Stream.ERR), yes, "apply", "--sandbox");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("SP0940", "SP0982");
        assertThat(Run.of(folder, "state", "list", "--sandbox").out()).doesNotContain("core.value");
    }
}
