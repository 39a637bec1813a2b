package dev.setpoint.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChildProcessTest {

    /**
     * A JVM as a shell starts it in the background, that starts {@code sleep}, sends it a signal and says how it ended;
     * it gets the same signal itself.
     */
    static final class Starter {
        private Starter() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            var signal = args[0];
            var child = ChildProcess.start(new ProcessBuilder("sleep", "600"), Map.of());
            kill(signal, child.pid());
            if (!child.waitFor(1, TimeUnit.MINUTES)) {
                child.destroyForcibly();
            }
            System.out.print(child.waitFor());
            kill(signal, ProcessHandle.current().pid());
            System.out.print(" and lives on");
        }

        private static void kill(String signal, long process) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process))
                    .start()
                    .waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143", "QUIT,131", "HUP,129"})
    void aChildHearsWhatItsParentIgnores(String signal, int code) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var script = "trap '' INT TERM QUIT HUP; exec \"$0\" \"$@\"";
        var command = List.of(
                "sh",
                "-c",
                script,
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Starter.class.getName(),
                signal);
        var starter = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(starter.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        starter.waitFor();
        // The JVM prints its threads when it hears QUIT, and hears it whoever started it.
        assertThat(said).startsWith(String.valueOf(code)).contains(" and lives on");
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void aChildOfAParentThatIgnoresNothingHearsThemToo(String signal, int code) throws Exception {
        var child = ChildProcess.start(new ProcessBuilder("sleep", "600"), Map.of());
        Starter.kill(signal, child.pid());
        assertThat(child.waitFor()).isEqualTo(code);
    }

    @Test
    void ofWhatTheUserHasConfiguredAChildSeesNothing() throws Exception {
        var builder = new ProcessBuilder("env");
        builder.environment()
                .putAll(Map.of(
                        "AWS_PROFILE", "mine",
                        "AWS_ENDPOINT_URL_S3", "http://mine",
                        "SETPOINT_INPUT_SUFFIX", "mine",
                        "JAVA_TOOL_OPTIONS", "-Dmine",
                        "NO_COLOR", "1",
                        "COLUMNS", "40"));
        var child = ChildProcess.start(builder, Map.of("AWS_REGION", "us-east-1"));
        var variables = child.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertThat(variables)
                .contains("AWS_REGION=us-east-1", "AWS_CONFIG_FILE=/nowhere")
                .anyMatch(line -> line.startsWith("PATH="))
                .noneMatch(line -> line.contains("mine") || line.startsWith("NO_COLOR") || line.startsWith("COLUMNS"));
    }
}
