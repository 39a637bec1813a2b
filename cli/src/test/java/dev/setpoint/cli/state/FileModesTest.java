package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.Main;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whatever Setpoint writes tells much of an account: it is for its owner alone, whatever the umask. */
@DisabledOnOs(OS.WINDOWS)
class FileModesTest {

    private static final Set<String> GIVEN = Set.of("setpoint.yaml");

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void aStack() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            resources:
              goods:
                type: aws.s3.bucket
                properties: {name: shop-goods}
            """);
        variables.put("SETPOINT_SANDBOX_LOG", folder.resolve("calls.log").toString());
    }

    private void run(int code, String command) {
        var run = Run.with(Map.copyOf(variables), folder, (command + " --sandbox").split(" ", -1));
        assertThat(run.code()).as(run.toString()).isEqualTo(code);
    }

    @Test
    void filesAndFoldersAreTheirOwnersAlone() throws IOException {
        run(0, "plan --out plan.json");
        run(0, "apply --auto-approve");
        run(0, "state seal");
        run(0, "destroy --auto-approve");
        variables.put("SETPOINT_SANDBOX_DENY", "s3:CreateBucket");
        run(1, "apply --auto-approve");

        var names = requireOwnerOnly();
        assertThat(names)
                .contains("calls.log", "plan.json", "cloud.jsonl", "state.json", "state.json.backup", "state.lock");
    }

    @Test
    void aJournalIsItsOwnersAlone() throws IOException, InterruptedException {
        var line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "apply",
                "--auto-approve",
                "--sandbox");
        var process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        var halting = Map.of("SETPOINT_SANDBOX_HALT_AFTER", "1", "SETPOINT_SANDBOX_COUNT", "changes");
        assertThat(ChildProcess.start(process, halting).waitFor()).isNotZero();

        assertThat(requireOwnerOnly()).contains("state.journal", "state.lock.holder");
    }

    /** The names of the files there are. */
    private Set<String> requireOwnerOnly() throws IOException {
        var names = new TreeSet<String>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(p -> !p.equals(folder)).toList()) {
                var name = path.getFileName().toString();
                if (!GIVEN.contains(name)) {
                    names.add(name);
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .as(folder.relativize(path).toString())
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
                }
            }
        }
        return names;
    }
}
