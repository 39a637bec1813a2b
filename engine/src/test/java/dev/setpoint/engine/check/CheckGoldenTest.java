package dev.setpoint.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.DiagnosticText;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.graph.Grapher;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One folder for each case: {@code spec.yaml} with the modules beside it, what was given on the command line in {@code inputs.txt},
 * and all that Setpoint says in {@code diagnostics.txt}; {@code -Dgolden.update} writes the latter anew.
 */
class CheckGoldenTest {

    private static final Path CASES = Path.of("src/test/resources/golden/check");

    private static final SchemaFiles SCHEMAS = new SchemaFiles();

    @TestFactory
    Stream<DynamicTest> diagnosticsAreThoseOfTheGoldenFile() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> compare(folder)));
        }
    }

    private static void compare(Path folder) throws IOException {
        var actual = diagnostics(folder);
        var golden = folder.resolve("diagnostics.txt");
        if (System.getProperty("golden.update") != null) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    private static String diagnostics(Path folder) throws IOException {
        var bindings = bindings(folder.resolve("inputs.txt")).in(SpecFiles.in(folder.toAbsolutePath()));
        var result = SourceFile.read(folder.resolve("spec.yaml"), "spec.yaml")
                .then(new Parser()::parse)
                .then(document -> new Checker(SCHEMAS).check(document, bindings))
                .then(new Grapher()::order)
                .then(graph -> Result.of(
                        graph,
                        List.copyOf(AssertionCheck.of(List.of(), graph.stack())
                                .broken()
                                .values())));
        var text = new DiagnosticText(false).render(result.diagnostics());
        return result instanceof Result.Ok<Graph>(var graph, var _) ? text + "order: " + graph.order() + "\n" : text;
    }

    private static Bindings bindings(Path file) throws IOException {
        var bindings = new LinkedHashMap<String, Bindings.Binding>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var parts = line.split("=", 2);
                bindings.put(parts[0], new Bindings.Binding(Value.of(parts[1]), true, "--input " + parts[0]));
            }
        }
        return new Bindings(bindings);
    }
}
