package dev.setpoint.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.check.environment.EnvironmentFiles;
import dev.setpoint.engine.diagnostic.DiagnosticText;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.document.part.SpecParts;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.graph.Grapher;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One folder for each case: {@code spec.yaml}, or {@code setpoint.yaml} with parts, with the modules beside it, what was given on the command line in {@code inputs.txt},
 * the environment in {@code environment.txt}, and all that Setpoint says in {@code diagnostics.txt}; {@code -Dgolden.update} writes the latter anew.
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
        var given = given(folder.resolve("inputs.txt"));
        var result = spec(folder)
                .then(document -> bindings(folder, document, given)
                        .then(bindings -> new Checker(SCHEMAS).check(document, bindings)))
                .then(new Grapher()::order)
                .then(graph -> Result.of(
                        graph,
                        List.copyOf(AssertionCheck.of(List.of(), graph.stack())
                                .broken()
                                .values())));
        var text = new DiagnosticText(false).render(result.diagnostics());
        return result instanceof Result.Ok<Graph>(var graph, var _) ? text + "order: " + graph.order() + "\n" : text;
    }

    /** The case's {@code spec.yaml}, or its {@code setpoint.yaml} with the parts beside it. */
    private static Result<Document> spec(Path folder) {
        var main = folder.resolve(SpecParts.MAIN);
        return Files.exists(main)
                ? SourceFile.read(main, SpecParts.MAIN)
                        .then(new Parser()::parse)
                        .then(new SpecParts(SpecFiles.in(folder.toAbsolutePath()), folder.toAbsolutePath())::merged)
                : SourceFile.read(folder.resolve("spec.yaml"), "spec.yaml").then(new Parser()::parse);
    }

    /** The given values, in the environment that {@code environment.txt} names. */
    private static Result<Bindings> bindings(Path folder, Document spec, Map<String, Bindings.Binding> given) {
        var files = SpecFiles.in(folder.toAbsolutePath());
        var name = folder.resolve("environment.txt");
        if (!Files.exists(name)) {
            return Result.ok(new Bindings(given).in(files));
        }
        return EnvironmentFiles.of(files, folder.toAbsolutePath(), spec)
                .then(environments -> environments.environment(text(name)))
                .map(chosen -> new Bindings(List.of(chosen.inputs(), given))
                        .in(chosen.environment())
                        .in(files));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Bindings.Binding> given(Path file) throws IOException {
        var bindings = new LinkedHashMap<String, Bindings.Binding>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var parts = line.split("=", 2);
                bindings.put(parts[0], new Bindings.Binding(Value.of(parts[1]), true, "--input " + parts[0]));
            }
        }
        return bindings;
    }
}
