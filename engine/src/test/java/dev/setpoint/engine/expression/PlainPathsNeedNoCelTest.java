package dev.setpoint.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.check.Checker;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.graph.Grapher;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.testing.ChildProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a child JVM that writes down each class it loads. */
class PlainPathsNeedNoCelTest {

    private static final String SPEC = """
        setpoint: v1
        stack: plain
        inputs: {suffix: {type: string, default: a}}
        locals: {name: "x-${inputs.suffix}"}
        resources:
          base: {type: toy.base, properties: {name: "${locals.name}"}}
          next: {type: toy.base, properties: {name: "${base.name}-${stack.name}", next: "${base.arn}"%s}}
        """;

    @Test
    void aStackOfPlainPathsLoadsNoClassOfCel(@TempDir Path folder) throws Exception {
        assertThat(classesLoaded(folder, SPEC.formatted(""))).noneMatch(name -> name.startsWith("dev.cel."));
    }

    @Test
    void anExpressionDoes(@TempDir Path folder) throws Exception {
        assertThat(classesLoaded(folder, SPEC.formatted(", solid: \"${1 > 0}\"")))
                .anyMatch(name -> name.startsWith("dev.cel."));
    }

    private static List<String> classesLoaded(Path folder, String spec) throws Exception {
        var file = Files.writeString(folder.resolve("spec.yaml"), spec);
        var log = folder.resolve("classes.txt");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log + ":none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        file.toString())
                .redirectErrorStream(true);
        var process = ChildProcess.start(builder, Map.of());
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Files.readAllLines(log).stream()
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }

    /** Checks and orders the file it is given; exits with 1 when that fails. */
    static final class Child {
        public static void main(String[] arguments) throws Exception {
            var result = new Parser()
                    .parse(new Source("spec.yaml", Files.readString(Path.of(arguments[0]))))
                    .then(document -> new Checker(new SchemaFiles(), List.of(), AllowedAccess.DEFAULT)
                            .check(document, Bindings.NONE))
                    .then(new Grapher()::order);
            if (!(result instanceof Result.Ok<?>)) {
                throw new IllegalStateException(result.diagnostics().toString());
            }
        }
    }
}
