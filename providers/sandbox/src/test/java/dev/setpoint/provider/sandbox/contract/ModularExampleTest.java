package dev.setpoint.provider.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.Json;
import dev.setpoint.provider.sandbox.faults.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that calls modules makes what the stack makes that has the same resources in one file. */
class ModularExampleTest {

    private static final Path EXAMPLES = Path.of("..", "..", "examples");

    /** Ids that the cloud chooses: of keys, and of their replicas. */
    private static final Pattern CHOSEN =
            Pattern.compile("(mrk-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");

    @TempDir
    private Path folder;

    @Test
    void theModulesMakeTheSameObjectsWithTheSameProperties() throws IOException {
        var modular = modular();
        var whole =
                Trial.of(Files.createDirectory(folder.resolve("whole")), Files.readString(Trial.file("s3-encryption")));
        assertThat(Trial.problems(modular.apply())).isEmpty();
        assertThat(Trial.problems(whole.apply())).isEmpty();
        assertThat(objects(modular)).hasSize(17).isEqualTo(objects(whole));
        assertThat(modular.pending()).isEmpty();
        assertThat(Trial.problems(modular.destroy())).isEmpty();
        assertThat(modular.state().isEmpty()).isTrue();
    }

    private Trial modular() throws IOException {
        var stack = Files.createDirectories(folder.resolve("modular").resolve("stack"));
        // The modules lie beside the stack in one repository.
        Files.createDirectory(stack.resolveSibling(".git"));
        var modules = EXAMPLES.resolve("modules");
        try (var files = Files.walk(modules)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = stack.resolveSibling("modules").resolve(modules.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        var spec = EXAMPLES.resolve("s3-encryption").resolve("setpoint.yaml");
        return Trial.of(stack, Files.readString(spec));
    }

    private static List<String> objects(Trial trial) {
        return trial.state().resources().values().stream()
                .map(ModularExampleTest::text)
                .sorted()
                .toList();
    }

    private static String text(ResourceState resource) {
        var properties = Json.compact(resource.applied());
        return resource.type() + " " + CHOSEN.matcher(properties).replaceAll("ID");
    }
}
