package dev.setpoint.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that no shipped class behaves differently in tests. */
class TestHooksTest {

    private static final List<String> MODULES =
            List.of("engine", "providers/core", "providers/aws", "providers/sandbox", "cli");

    /** System properties of the JVM, the launcher and the user's AWS files. */
    private static final Set<String> PROPERTIES = Set.of("user.name", "user.home", "java.version", "setpoint.terminal");

    private static final Pattern VARIABLE = Pattern.compile("SETPOINT_TEST\\w*");
    private static final Pattern PROPERTY = Pattern.compile(
            "(?:System\\.getProperty|Boolean\\.getBoolean|(?:Long\\.getLong|Integer\\.getInteger))\\(([^),]*)");

    @Test
    void noVariableOfTheTestsIsKnownToTheDistribution() throws IOException {
        assertThat(found(VARIABLE)).isEmpty();
    }

    @Test
    void noPropertyOfTheJvmChangesWhatIsDone() throws IOException {
        assertThat(found(PROPERTY))
                .allMatch(name -> PROPERTIES.stream().anyMatch(known -> name.contains('"' + known + '"'))
                        || name.endsWith("IDLE_CONNECTIONS"));
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        var found = new TreeSet<String>();
        for (var module : MODULES) {
            try (var files = Files.walk(Path.of("..", module, "src", "main"))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    pattern.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group()));
                }
            }
        }
        return found;
    }
}
