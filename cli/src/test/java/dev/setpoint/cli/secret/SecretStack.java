package dev.setpoint.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stack full of secrets, and commands on it. None of them may show a secret in its output or in a file that it
 * leaves. The one exception is the sandbox's cloud, which holds the values that a cloud would hold.
 */
abstract class SecretStack {

    private static final Path SPEC = Path.of("src/test/resources/secrets/setpoint.yaml");

    @TempDir
    Path folder;

    final Map<String, String> variables = new HashMap<>();
    String secret = Canaries.SECRET;
    final List<String> printed = new ArrayList<>();

    @BeforeEach
    void aStackFullOfSecrets() throws IOException {
        spec(Files.readString(SPEC));
        Files.writeString(folder.resolve("inputs.yaml"), """
            deep:
              map: {leaf: CanaryLeaf/3c}
              list: [CanaryItem/4d, {inner: "CanaryQuoted \\"x\\" \\\\ %41 <&> 'y' $z"}]
            number: 9182736455463728
            """);
        variables.put("SETPOINT_SANDBOX", folder.resolve("cloud").toString());
        variables.put("SETPOINT_SANDBOX_LOG", folder.resolve("calls.log").toString());
    }

    /** Checks files after each test. */
    @AfterEach
    void noFileHoldsASecret() throws IOException {
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("cloud")))
                    .filter(file -> !file.equals(folder.resolve("inputs.yaml")))
                    .filter(file -> !file.equals(folder.resolve("setpoint.yaml")))
                    .forEach(Canaries::assertNoneIn);
        }
    }

    void spec(String text) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), text);
    }

    /** The spec with something in the place of something else. */
    void spec(String old, String now) throws IOException {
        var text = Files.readString(folder.resolve("setpoint.yaml"));
        assertThat(text).contains(old);
        spec(text.replace(old, now));
    }

    Run run(String... command) {
        var all = new HashMap<>(variables);
        all.put("SETPOINT_INPUT_SECRET", secret);
        var run = Run.with(all, folder, command);
        var line = String.join(" ", command);
        printed.add("$ " + line + "\n" + run.out() + run.err());
        Canaries.assertNoneIn(line, run);
        return run;
    }

    /** A command on the stack with all its inputs; none of what it prints is secret. */
    Run stack(String command) {
        return run(Stream.concat(
                        Stream.of(command.split(" ")),
                        Stream.of("--sandbox", "--inputs", "inputs.yaml", "--input", "option=" + Canaries.OPTION))
                .toArray(String[]::new));
    }

    void succeeds(String command) {
        assertThat(stack(command).code())
                .as(() -> command + "\n" + printed.getLast())
                .isZero();
    }

    void fails(String command) {
        assertThat(stack(command).code())
                .as(() -> command + "\n" + printed.getLast())
                .isEqualTo(1);
    }

    void reads() {
        Stream.of(
                        "plan",
                        "plan --format json --out again",
                        "show",
                        "show --format json",
                        "show --format markdown",
                        "state list",
                        "state list --format json",
                        "output",
                        "output --format json",
                        "output arn --raw",
                        "graph",
                        "graph --format mermaid")
                .forEach(this::succeeds);
        Stream.of("key", "bucket", "bucketPolicy", "role", "policy", "kept").forEach(name -> {
            succeeds("state show " + name);
            succeeds("state show " + name + " --format json");
        });
    }
}
