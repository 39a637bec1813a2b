package dev.setpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    /** A command in a comment, and in most cases the console block that shows what it prints. */
    private static final Pattern SPEC = Pattern.compile("(?s)```yaml\n(.*?)```");

    private static final Pattern RUN =
            Pattern.compile("<!-- run: (.*?) -->\\n(?:```console\\n\\$ [^\\n]*\\n(.*?)```)?", Pattern.DOTALL);

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    /** A line with … alone stands for what is left out. */
    @Test
    void whatTheReadmeShowsIsWhatSetpointPrints() throws IOException {
        for (var example : List.of("examples/s3-encryption", "examples/s3-encryption-full")) {
            Sandbox.copy(
                    ROOT.resolve(example).resolve("setpoint.yaml"), Files.createDirectories(folder.resolve(example)));
        }
        var runs = RUN.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .toList();

        assertThat(runs).isNotEmpty();
        for (var shown : runs) {
            var run = Run.of(folder, shown.group(1).split(" ", -1));
            assertThat(run.code()).as(run.err()).isZero();
            if (shown.group(2) != null) {
                assertThat(Sandbox.steady(run.out()))
                        .containsSubsequence(Stream.of(shown.group(2).split("(?m)^…\\n", -1))
                                .filter(part -> !part.isEmpty())
                                .toList());
            }
        }
    }

    /** What it has you write is valid in a stack as it stands. */
    @Test
    void theSpecsOfTheReadmeAreValid() throws IOException {
        Files.createFile(Files.createDirectories(folder.resolve("site")).resolve("index.html"));
        var specs = SPEC.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .toList();

        assertThat(specs).isNotEmpty();
        for (var spec : specs) {
            Files.writeString(folder.resolve("setpoint.yaml"), "setpoint: v1\nstack: readme\n" + spec.group(1));
            var run = Run.of(folder, "validate");
            assertThat(run.code()).as(run.err()).isZero();
        }
    }

    @Test
    void theTestCommandIsTheOneThatContinuousIntegrationRuns() throws IOException {
        var command = "mvn -B -ntp verify";

        assertThat(Files.readString(ROOT.resolve("README.md"))).contains(command);
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("\n" + command + "\n");
    }
}
