package dev.setpoint.cli.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.explanation.Example;
import dev.setpoint.engine.explanation.Explanation;
import dev.setpoint.engine.explanation.Explanations;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code setpoint validate} reports each example stack with the code that it stands for, and with no other. */
class ExamplesTest {

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> anExampleRaisesItsCodeAlone() {
        return Explanations.bundled().all().stream()
                .filter(explanation -> explanation.example() instanceof Example.Spec)
                .map(explanation -> DynamicTest.dynamicTest(explanation.code(), () -> check(explanation)));
    }

    private void check(Explanation explanation) throws IOException {
        var example = (Example.Spec) explanation.example();
        Files.writeString(folder.resolve("setpoint.yaml"), example.text());
        var arguments = new ArrayList<>(List.of("validate", "setpoint.yaml", "--format", "json"));
        example.inputs().forEach((name, value) -> arguments.addAll(List.of("--input", name + "=" + value)));

        var run = Run.of(folder, arguments.toArray(String[]::new));

        assertThat(codes(run)).as(run.toString()).containsExactly(explanation.code());
    }

    private static Set<String> codes(Run run) {
        return Json.read(run.out()) instanceof Value.Map document
                ? document.list("diagnostics").stream()
                        .flatMap(diagnostic -> diagnostic instanceof Value.Map map
                                ? map.string("code").stream()
                                : Stream.<String>empty())
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
