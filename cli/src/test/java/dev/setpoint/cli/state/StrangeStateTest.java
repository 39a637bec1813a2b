package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Listener;
import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Something in the place of a state that is none: not a word of it may show. */
final class StrangeStateTest {

    private static final String SECRET = "wJalrXUtnFEMI";

    @TempDir
    private Path folder;

    @BeforeEach
    void stack() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            resources: {v: {type: core.value, properties: {text: x}}}
            """);
    }

    static Stream<String> contents() {
        var member = "\"" + SECRET + "\"";
        return Stream.of(
                SECRET,
                SECRET + "\nami-id\n",
                "{" + member + ": " + member + "}",
                "{\"Code\": \"Success\", \"SecretAccessKey\": " + member + "}",
                "{\"format\": 99, \"setpoint\": \"" + SECRET + " \", \"x\": 1}",
                "{\"format\": " + member + "}",
                "{\"format\": 2, \"stack\": " + member + ", \"digest\": " + member + "}",
                "{\"format\": 1e999999999, \"stack\": " + member + "}",
                "{\"format\": 2, \"seal\": {\"method\": " + member + "}, \"sealed\": " + member + "}",
                "[" + member + "]",
                "{\"a\": " + SECRET + "}",
                "{\"a\": \"" + SECRET + "\\q\"}",
                "{\"a\": 1" + SECRET + "}",
                "[".repeat(100_000) + SECRET,
                "{\"a\":".repeat(100_000) + SECRET,
                "<html>" + SECRET + "</html>",
                "root:$6$" + SECRET + ":19000:0:99999:7:::\n");
    }

    private void requireQuiet(Run run) {
        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).contains("error[SP07", "hint: ");
        assertThat(run.err() + run.out()).doesNotContain(SECRET, "Exception", "java.", "null");
    }

    @ParameterizedTest
    @MethodSource("contents")
    void inTheFolder(String content) throws IOException {
        Files.createDirectories(folder.resolve(".setpoint/shop"));
        Files.writeString(folder.resolve(".setpoint/shop/state.json"), content);
        for (var command : new String[] {"state list", "plan", "apply --auto-approve", "show", "state pull"}) {
            requireQuiet(Run.of(folder, command.split(" ", -1)));
        }
        Files.delete(folder.resolve(".setpoint/shop/state.json"));
        Files.writeString(folder.resolve("pushed.json"), content);
        requireQuiet(Run.of(folder, "state", "push", "pushed.json"));
        Files.writeString(folder.resolve(".setpoint/shop.backend.json"), content);
        assertThat(Run.of(folder, "plan").err()).doesNotContain(SECRET, "Exception");
    }

    @ParameterizedTest
    @MethodSource("contents")
    void inABackend(String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        try (var host = new Listener(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Mon, 30 Nov 2026 10:00:00 GMT");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        })) {
            var place = "s3://states/shop/state.json?region=us-east-1&endpoint=" + host.endpoint();
            for (var command : new String[] {"state list", "plan", "state pull"}) {
                var words = Stream.concat(Stream.of(command.split(" ", -1)), Stream.of("--backend", place));
                requireQuiet(Run.with(Listener.credentials(), folder, words.toArray(String[]::new)));
            }
        }
    }

    /** Whatever answers there may answer with an error of its own. */
    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "409", "500", "503"})
    void inTheErrorOfABackend(int status) {
        for (var content : contents().filter(text -> text.length() < 1000).toList()) {
            var bytes = content.getBytes(StandardCharsets.UTF_8);
            try (var host = new Listener(exchange -> {
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            })) {
                var place = "s3://states/shop/state.json?region=us-east-1&endpoint=" + host.endpoint();
                var run = Run.with(Listener.credentials(), folder, "state", "list", "--backend", place);
                assertThat(run.err() + run.out()).as(status + content).doesNotContain(SECRET, "Exception", "java.");
            }
        }
    }

    /** A saved plan is no state, but as much of a stranger. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"formatVersion\": 99, \"setpoint\": \"wJalrXUtnFEMI x\"}",
                "{\"formatVersion\": 1, \"digest\": wJalrXUtnFEMI}",
                "{\"formatVersion\": 1, \"digest\": \"wJalrXUtnFEMI\"",
                "{\"formatVersion\": 1, \"stack\": \"wJalrXUtnFEMI\"}"
            })
    void inAPlanFile(String content) throws IOException {
        Files.writeString(folder.resolve("plan.json"), content);
        var run = Run.of(folder, "show", "plan.json");
        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.err() + run.out()).contains("error[SP08").doesNotContain(SECRET, "Exception");
    }
}
