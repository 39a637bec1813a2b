package dev.setpoint.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Golden;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole plans on the sandbox. A case is a folder: {@code before.yaml} is applied first, if it is there; then
 * {@code broken.yaml}, which fails; then {@code meanwhile.yaml} by another stack in the same cloud; then {@code spec.yaml} is planned with the options in
 * {@code options.txt}. What is said on stderr is in {@code stderr.txt}; with an error there the plan must exit with 1.
 */
class PlanGoldenTest {

    private static final Path CASES = Path.of("src/test/resources/golden/plan");
    private static final Path EXAMPLE = Path.of("bench/s3-encryption/setpoint.yaml");

    @TempDir
    private Path folder;

    static List<String> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.filter(path -> Files.exists(path.resolve("spec.yaml")))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOutputMatchesTheGoldenFiles(String name) throws IOException {
        var files = CASES.resolve(name);
        if (Files.exists(files.resolve("before.yaml"))) {
            apply(files.resolve("before.yaml"), folder);
        }
        if (Files.exists(files.resolve("broken.yaml"))) {
            SandboxRun.copy(files.resolve("broken.yaml"), folder);
            assertThat(sandbox(folder, "apply", "--auto-approve").code()).isEqualTo(1);
        }
        if (Files.exists(files.resolve("meanwhile.yaml"))) {
            var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
            apply(files.resolve("meanwhile.yaml"), elsewhere);
        }
        SandboxRun.copy(files.resolve("spec.yaml"), folder);

        check(name, options(files.resolve("options.txt")));
    }

    private static String[] options(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).strip().split(" ", -1) : new String[0];
    }

    @Test
    void theFirstPlanOfTheExampleIsPleasantToRead() throws IOException {
        SandboxRun.copy(EXAMPLE, folder);

        check("example");
    }

    @Test
    void theExampleOnceAppliedHasNoChanges() throws IOException {
        apply(EXAMPLE, folder);

        check("example-unchanged");
    }

    private void apply(Path spec, Path where) throws IOException {
        SandboxRun.copy(spec, where);
        var run = sandbox(where, "apply", "--auto-approve");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
    }

    private void check(String name, String... options) throws IOException {
        var files = "plan/" + name + "/";
        var text = plan("text", options);
        assertThat(text.code()).as(text.err()).isEqualTo(text.err().contains("error[") ? 1 : 0);
        Golden.check(files + "plan.txt", SandboxRun.steady(text.out()));
        Golden.check(
                files + "plan.md", SandboxRun.steady(plan("markdown", options).out()));
        if (Files.exists(CASES.resolve(name).resolve("stderr.txt"))
                || !text.err().isEmpty()) {
            Golden.check(files + "stderr.txt", SandboxRun.steady(text.err()));
        }
        if (Files.exists(CASES.resolve(name).resolve("plan.json"))) {
            var json = plan("json", options);
            assertThat(json.err()).isEmpty();
            assertThat(json.code()).isEqualTo(text.code());
            Golden.check(files + "plan.json", SandboxRun.steady(json.out()));
        }
    }

    private Run plan(String format, String... options) {
        var command = Stream.concat(Stream.of("plan", "--format", format), Stream.of(options));
        return sandbox(folder, command.toArray(String[]::new));
    }

    private Run sandbox(Path where, String... command) {
        return SandboxRun.run(folder.resolve("cloud"), where, command);
    }
}
