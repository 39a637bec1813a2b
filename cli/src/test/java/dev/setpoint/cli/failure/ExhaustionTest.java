package dev.setpoint.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.Main;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.testing.ChildProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that have no memory or no budget left. */
class ExhaustionTest {

    private static final String LOOPS = "[1,2,3,4,5,6,7,8,9].all(a, ".repeat(12) + "true" + ")".repeat(12);

    @TempDir
    private Path folder;

    @Test
    void aCommandThatRunsOutOfMemoryReportsOneSentence() throws IOException, InterruptedException {
        var locals = IntStream.range(0, 60_000)
                .mapToObj(i -> "  a" + i + ": {name: n" + i + ", list: [a, b, c, d, e, f]}\n")
                .collect(Collectors.joining());
        stack("locals:\n" + locals);
        var run = child("-Xmx40m", "validate");
        assertThat(run)
                .startsWith("error[SP0352] Setpoint ran out of memory: it may use ")
                .contains(" MB.")
                .doesNotContain("java.lang", "OutOfMemoryError", "\tat ");
    }

    @Test
    void aCommandWithAStackOverflowReportsOneSentence() throws IOException, InterruptedException {
        var nested = "[".repeat(90) + "x" + "]".repeat(90);
        stack("resources:\n  v: {type: core.value, properties: {value: " + nested + "}}\n");
        assertThat(child("-Xss180k", "validate"))
                .startsWith("error[SP0353] ")
                .doesNotContain("java.lang", "StackOverflowError", "\tat ");
    }

    @Test
    void anOutputThatSpendsTheBudgetEndsPlanAndApply() throws IOException {
        stack("resources:\n  v: {type: core.value, properties: {value: 1}}\n");
        assertThat(Run.of(folder, "apply", "--sandbox", "--auto-approve").code())
                .isZero();
        stack("resources:\n  v: {type: core.value, properties: {value: 1}}\noutputs:\n  o: ${" + LOOPS + "}\n");
        var run = Run.of(folder, "apply", "--sandbox", "--auto-approve");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("error[SP0350] setpoint.yaml:6:8: ");
        var json = Run.of(folder, "plan", "--sandbox", "--format", "json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.out()).contains("\"SP0350\"");
    }

    private void stack(String body) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), "setpoint: v1\nstack: demo\n" + body);
    }

    /** Output of a process with limited memory or stack. */
    private String child(String limit, String... args) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                limit,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        line.addAll(List.of(args));
        var said = folder.resolve("said");
        var process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(said.toFile());
        assertThat(ChildProcess.start(process, Map.of()).waitFor()).isEqualTo(1);
        return Files.readString(said, StandardCharsets.UTF_8);
    }
}
