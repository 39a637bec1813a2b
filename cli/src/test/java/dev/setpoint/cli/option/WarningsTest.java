package dev.setpoint.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.command.AllCommands;
import dev.setpoint.cli.render.Format;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** A warning about the spec is printed once by every command that reads it, in every format, whatever its result. */
class WarningsTest {

    private static final String WARNING = "SP0128";

    private static final String SPEC = """
        setpoint: v1
        stack: shop
        resources:
          a: {type: core.value, properties: {text: "half"}}
          b:
            type: core.value
            properties:
              text: half #rest
        outputs:
          diagnostics: {value: "${b.text}"}
        """;

    /** Commands with their arguments. */
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("validate", "validate"),
            Map.entry("plan", "plan"),
            Map.entry("apply", "apply --auto-approve"),
            Map.entry("destroy", "destroy --auto-approve"),
            Map.entry("show", "show"),
            Map.entry("import", "import b other"),
            Map.entry("verify", "verify"),
            Map.entry("permissions", "permissions"),
            Map.entry("inputs", "inputs"),
            Map.entry("graph", "graph"),
            Map.entry("modules get", "modules get"),
            Map.entry("output", "output"),
            Map.entry("eval", "eval b.text"),
            Map.entry("unlock", "unlock"),
            Map.entry("state list", "state list"),
            Map.entry("state show", "state show b"),
            Map.entry("state mv", "state mv b c"),
            Map.entry("state rm", "state rm b"),
            Map.entry("state pull", "state pull"),
            Map.entry("state push", "state push state.json"),
            Map.entry("state seal", "state seal"),
            Map.entry("state migrate", "state migrate --from elsewhere"));

    /** Further results of the same commands. */
    private static final Stream<String> VARIANTS = Stream.of(
            "plan --destroy",
            "plan --refresh-only",
            "plan --target nothing",
            "apply",
            "output diagnostics",
            "output missing",
            "output diagnostics --raw",
            "output --raw",
            "state show missing",
            "state rm missing",
            "permissions --part 9");

    /** Commands that read no spec. */
    private static final Set<String> WITHOUT_SPEC =
            Set.of("init", "completion", "docs", "schema", "explain", "version", "modules update");

    @TempDir
    private Path folder;

    static Stream<Arguments> runs() {
        return Stream.concat(COMMANDS.values().stream(), VARIANTS)
                .flatMap(command -> Format.all().stream().map(format -> Arguments.of(command, format.name())));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aWarningIsPrintedOnce(String command, String format) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), SPEC);
        assertThat(run("apply --auto-approve").code()).isZero();
        Files.writeString(folder.resolve("state.json"), run("state pull").out());

        var run = run(command + " --format " + format);

        if ((run.out() + run.err()).contains("not `" + format + "`")) {
            return;
        }
        // A plan as Markdown is for another reader than stderr.
        var printed = format.equals("markdown") ? run.err() : run.out() + run.err();
        assertThat(Pattern.compile(WARNING).matcher(printed).results().count())
                .as(run.toString())
                .isEqualTo(1);
        if (format.equals("json") && !command.contains("--raw")) {
            assertThat(Json.read(run.out())).as("one document").isNotNull();
        }
    }

    @Test
    void aDocumentWithMembersOfAUserHoldsNoDiagnostics() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), SPEC);
        run("apply --auto-approve");
        assertThat(Json.read(run("output --format json").out()))
                .isEqualTo(Value.Map.EMPTY.with("diagnostics", Value.of("half")));
        assertThat(Json.read(run("output diagnostics --format json").out())).isEqualTo(Value.of("half"));
    }

    @Test
    void everyCommandIsInTheTable() {
        var commands = new TreeSet<String>();
        AllCommands.table().forEach((name, make) -> {
            var made = make.apply(console());
            var command = made instanceof CommandLine line ? line : new CommandLine(made);
            var parts = command.getSubcommands().keySet();
            commands.add(name);
            if (!parts.isEmpty()) {
                commands.remove(name);
                parts.forEach(part -> commands.add(name + " " + part));
            }
        });
        commands.removeAll(WITHOUT_SPEC);
        assertThat(COMMANDS.keySet()).containsExactlyInAnyOrderElementsOf(commands);
    }

    private Run run(String command) {
        return Run.of(folder, command.split(" "));
    }

    private Console console() {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Console(InputStream.nullInputStream(), nowhere, nowhere, Set.of(), Map.of(), folder);
    }
}
