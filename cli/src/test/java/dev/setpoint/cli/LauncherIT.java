package dev.setpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        builder.environment().putAll(variables);
        var process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
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

    /** What the cache cannot hold is loaded or made anew at every start; the build sees to it that there is little. */
    @Test
    void aPlanFindsItsClassesInTheCache() throws Exception {
        Sandbox.copy(Path.of("../examples/s3-encryption/setpoint.yaml"), folder);
        var setpoint = DISTRIBUTION.resolve("bin/setpoint").toString();
        run(Map.of(), 0, setpoint, "apply", "--sandbox", "--auto-approve");
        var log = folder.resolve("classes.txt");
        run(Map.of("SETPOINT_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), 0, setpoint, "plan", "--sandbox");

        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains("call.ForwardingS3Client") && line.contains("shared objects file"))
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

    /** However an apply is cut short, the next one goes on from there, and then nothing is left to do. */
    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,130", "KILL,137"})
    void anApplyCutShortIsTakenUpByTheNext(String signal, int code) throws Exception {
        Sandbox.copy(Path.of("../examples/s3-encryption/setpoint.yaml"), folder);
        var setpoint = DISTRIBUTION.resolve("bin/setpoint").toString();

        assertThat(cut(signal, ": created", setpoint, "apply", "--sandbox", "--auto-approve"))
                .isEqualTo(code);
        assertThat(run(Map.of(), 0, setpoint, "apply", "--sandbox", "--auto-approve"))
                .contains("Applied: ");
        run(Map.of(), 0, setpoint, "plan", "--sandbox", "--detailed-exitcode");
    }

    /** Whoever stops a verification finds none of its test objects in the buckets. */
    @Test
    void aVerificationCutShortDeletesWhatItUploaded() throws Exception {
        Sandbox.copy(Path.of("../examples/s3-encryption/setpoint.yaml"), folder);
        var setpoint = DISTRIBUTION.resolve("bin/setpoint").toString();
        run(Map.of(), 0, setpoint, "apply", "--sandbox", "--auto-approve");

        assertThat(cut("INT", "waiting for the test object", setpoint, "verify", "--sandbox"))
                .isEqualTo(130);
        var uploaded = Pattern.compile("\"(s3:object:[^\"]*setpoint-verify/[^\"]*)\":(null|\\{)")
                .matcher(Files.readString(folder.resolve(".setpoint/sandbox/cloud/cloud.jsonl")))
                .results()
                .collect(Collectors.toMap(change -> change.group(1), change -> change.group(2), (_, later) -> later));
        assertThat(uploaded).isNotEmpty();
        assertThat(uploaded.values()).containsOnly("null");
    }

    /** Sends the signal when the command has said something, and returns its exit code. */
    private int cut(String signal, String said, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("cut.txt").toFile());
        builder.environment()
                .putAll(Map.of("SETPOINT_SANDBOX_LATENCY", "50ms", "SETPOINT_SANDBOX_LATENCY_REAL", "true"));
        var process = builder.start();
        try (var progress = process.errorReader(StandardCharsets.UTF_8)) {
            for (var line = progress.readLine(); !line.contains(said); line = progress.readLine()) {
                assertThat(line).isNotNull();
            }
            assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
        return process.exitValue();
    }
}
