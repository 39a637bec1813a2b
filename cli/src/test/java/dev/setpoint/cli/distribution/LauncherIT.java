package dev.setpoint.cli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.SandboxRun;
import dev.setpoint.engine.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes, on the distribution that the build has just made. */
class LauncherIT {

    private static final Path DISTRIBUTION = Path.of("target/dist").toAbsolutePath();

    @TempDir
    private Path folder;

    private String run(Map<String, String> variables, int expected, String... command)
            throws IOException, InterruptedException {
        var out = folder.resolve("out.txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        var process = ChildProcess.start(builder, variables);
        assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
        var said = Files.readString(out);
        assertThat(process.exitValue()).as(said).isEqualTo(expected);
        return said;
    }

    @Test
    void theDistributionRunsThroughALinkFromAnyFolder() throws Exception {
        var link = folder.resolve("sp");
        Files.createSymbolicLink(link, DISTRIBUTION.resolve("bin/setpoint"));

        assertThat(run(Map.of(), 0, link.toString(), "version")).startsWith("setpoint ");
    }

    @Test
    void theDistributionHasAnAotCache() {
        assertThat(DISTRIBUTION.resolve("lib/setpoint.aot")).isNotEmptyFile();
    }

    /** Classes that the cache cannot hold are loaded at every start; the build keeps them few. */
    @Test
    void aPlanFindsItsClassesInTheCache() throws Exception {
        SandboxRun.copy(Path.of("bench/s3-encryption/setpoint.yaml"), folder);
        var setpoint = DISTRIBUTION.resolve("bin/setpoint").toString();
        run(Map.of(), 0, setpoint, "apply", "--sandbox", "--auto-approve");
        var log = folder.resolve("classes.txt");
        run(Map.of("SETPOINT_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), 0, setpoint, "plan", "--sandbox");

        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains("client.ForwardingS3Client") && line.contains("shared objects file"))
                .noneMatch(line -> line.contains("$$TypeSwitch"))
                .noneMatch(line -> line.contains("picocli.") && line.contains("source: file:"));
    }

    @Test
    void anOldJavaHomeIsPassedOver() throws Exception {
        var old = folder.resolve("jdk-17");
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.createSymbolicLink(old.resolve("bin/java"), Path.of("/bin/false"));

        assertThat(run(
                        Map.of("JAVA_HOME", old.toString()),
                        0,
                        DISTRIBUTION.resolve("bin/setpoint").toString(),
                        "version"))
                .startsWith("setpoint ");
    }

    @Test
    void exitCodesReachTheShell() throws Exception {
        var setpoint = DISTRIBUTION.resolve("bin/setpoint").toString();

        for (var command : List.of("validate", "plann")) {
            assertThat(run(Map.of(), 1, setpoint, command)).startsWith("error[SP09");
        }
    }
}
