package dev.setpoint.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.setpoint.engine.diagnostic.DiagnosticText;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.graph.Grapher;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the text, parse, check and order end in diagnostics or in a graph, and soon. The mutations are the same in
 * each build; {@code -Dfuzz.seed=N -Dfuzz.rounds=N} tries others, and more of them.
 */
class CheckRobustnessTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 200);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    private static final SchemaFiles SCHEMAS = new SchemaFiles();

    private static final List<String> PIECES = List.of(
            "${",
            "}",
            "$${",
            "{",
            "[",
            "]",
            ":",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\t",
            "'",
            "\"",
            "&a ",
            "*a",
            "!x ",
            "<<: ",
            "null",
            "~",
            "yes",
            "0x1",
            "1e400",
            "|",
            ">",
            "#",
            "---\n",
            "? ",
            "inputs.",
            "locals.a",
            "size(",
            "map(x, x)",
            "has(",
            "arn",
            " ",
            "\\",
            "\u0000",
            "\uFEFF",
            "é🎉",
            "type: ",
            "properties: ",
            "resources:\n",
            "[0]",
            "[\"");

    @Test
    void mutatedSpecsNeverThrow() throws IOException {
        var random = new Random(SEED);
        var specs = specs();
        for (var round = 0; round < ROUNDS; round++) {
            var text = mutated(specs.get(random.nextInt(specs.size())), random);
            try {
                new DiagnosticText(true).render(order(text).diagnostics());
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("-Dfuzz.seed=" + SEED + ", round " + round + ":\n" + text, e);
            }
        }
    }

    /** Each word of a declaration with each kind of value: refused at its place, or of use; never a surprise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "default",
                "sensitive",
                "enum",
                "pattern",
                "minLength",
                "maxLength",
                "minimum",
                "maximum",
                "items",
                "minItems",
                "maxItems",
                "uniqueItems",
                "properties",
                "required",
                "additionalProperties",
                "examples",
                "description",
                "x-equal",
                "x-message",
                "$ref",
                "if",
                "const"
            })
    void whateverAnInputDeclaresIsRefusedOrServes(String keyword) {
        var values = """
            null
            true
            5
            -5
            1.0
            1e30
            1e-30
            99999999999
            ''
            x
            '['
            '${x}'
            []
            [1, [a]]
            [{type: string}]
            {}
            {type: string, pattern: '['}
            {a: {type: integer, maximum: x}}\
            """;
        values.lines().forEach(value -> {
            var text = new StringBuilder("setpoint: v1\nstack: demo\ninputs:\n");
            for (var type : List.of("string", "integer", "number", "boolean", "array", "object")) {
                text.append("  %s: {type: %s, %s: %s}\n".formatted(type, type, keyword, value));
                if (!keyword.equals("default")) {
                    for (var given : List.of("x", "7", "[a, a, 1]", "{a: 1, b: {}}")) {
                        text.append("  %s%s: {type: %s, %s: %s, default: %s}\n"
                                .formatted(type, given.length(), type, keyword, value, given));
                    }
                }
            }
            assertThatCode(() -> order(text.toString())).as(text.toString()).doesNotThrowAnyException();
        });
    }

    @Test
    void everyExampleIsInOrder() throws IOException {
        try (var examples = Files.walk(Path.of("../examples"))) {
            var stacks = examples.filter(path -> path.endsWith("setpoint.yaml"))
                    .filter(path -> !path.toString().contains("modules"))
                    .toList();
            for (var file : stacks) {
                var files = SpecFiles.in(file.toAbsolutePath().normalize().resolveSibling(""));
                assertThat(order(Files.readString(file), Bindings.NONE.in(files)))
                        .isInstanceOf(Result.Ok.class);
            }
        }
    }

    @Test
    void tenThousandResourcesInOneChainTakeSeconds() {
        var spec = IntStream.range(0, 10_000)
                .mapToObj(i -> "  r%s:\n    type: toy.base\n    properties: {name: %s}\n"
                        .formatted(i, i == 0 ? "first" : "\"${r" + (i - 1) + ".name}\""))
                .collect(Collectors.joining("", "setpoint: v1\nstack: long\nresources:\n", ""));
        var order = Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(10), () -> order(spec).fold(problems -> List.of(), graph -> graph.order()));
        assertThat(order).hasSize(10_000);
    }

    @Test
    void tenThousandPrerequisitesTakeSeconds() {
        var spec = IntStream.range(0, 5_000)
                .mapToObj(i -> """
                      w%s:
                        type: toy.widget
                        properties: {name: a, stands: {on: g%s}, server: "${size('x') > 0 ? g%s.arn : 'x'}"}
                      g%s:
                        type: toy.base
                        properties: {name: g%s, solid: true}
                    """.formatted(i, i, i, i, i).indent(2))
                .collect(Collectors.joining("", "setpoint: v1\nstack: wide\nresources:\n", ""));
        var order = Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(10), () -> order(spec).fold(problems -> List.of(), graph -> graph.order()));
        assertThat(order).hasSize(10_000);
    }

    private static Result<Graph> order(String text) {
        return order(text, Bindings.NONE);
    }

    private static Result<Graph> order(String text, Bindings bindings) {
        return new Parser()
                .parse(new Source("spec.yaml", text))
                .then(document -> new Checker(SCHEMAS).check(document, bindings))
                .then(new Grapher()::order);
    }

    private static List<String> specs() throws IOException {
        var specs = new ArrayList<String>();
        for (var folder : List.of("src/test/resources/golden/check", "../examples")) {
            try (var files = Files.walk(Path.of(folder))) {
                for (var file : files.filter(path -> path.endsWith("spec.yaml") || path.endsWith("setpoint.yaml"))
                        .filter(path -> !path.toString().contains("binary"))
                        .sorted()
                        .toList()) {
                    specs.add(Files.readString(file));
                }
            }
        }
        return specs;
    }

    private static String mutated(String spec, Random random) {
        var text = new StringBuilder(spec);
        for (var i = random.nextInt(4); i >= 0; i--) {
            var at = random.nextInt(text.length() + 1);
            var end = Math.min(text.length(), at + random.nextInt(8));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.delete(at, end);
                case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.insert(at, text.substring(at, end));
            }
        }
        return text.toString();
    }
}
