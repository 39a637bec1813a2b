package dev.setpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.command.AllCommands;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private static final String HELLO = """
        setpoint: v1
        stack: hello
        inputs:
          name: {type: string, default: world}
        resources:
          greeting:
            type: core.value
            properties:
              text: Hello, ${inputs.name}!
        outputs:
          text: ${greeting.text}
        """;

    @TempDir
    private Path folder;

    private void stack(String text) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), text);
    }

    @Test
    void anUnknownCommandIsAnErrorWithTheNearestName() {
        var run = Run.of(folder, "plann");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("`plann` is not a command").contains("Did you mean `plan`?");
    }

    @Test
    void anUnknownOptionIsAnErrorWithTheNearestName() {
        var run = Run.of(folder, "version", "--formt", "json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("has no option `--formt`").contains("Did you mean `--format`?");
    }

    @Test
    void everyCommandHasHelpAndTheRootListsThemAll() {
        assertThat(Run.of(folder, "--help").out()).contains(AllCommands.table().keySet());
        for (var command : AllCommands.table().keySet()) {
            var run = Run.of(folder, command, "--help");
            assertThat(run.code()).as(command).isZero();
            assertThat(run.out()).as(command).contains("Usage: setpoint " + command);
        }
    }

    @Test
    void theHelpOfACommandNamesItsFormats() {
        assertThat(Run.of(folder, "graph", "--help").out()).contains("dot (default), mermaid");
        assertThat(Run.of(folder, "help", "state", "show").out())
                .contains("Usage: setpoint state show")
                .contains("text (default), json");
    }

    @Test
    void aMissingValueOrArgumentIsReportedInOneSentence() throws IOException {
        stack(HELLO);
        assertThat(Run.of(folder, "plan", "--format").err()).contains("`--format` needs a value: FORMAT.");
        assertThat(Run.of(folder, "state", "show").err()).contains("`setpoint state show` needs ADDRESS.");
        assertThat(Run.of(folder, "plan", "--no-color=no").err()).contains("`--no-color` takes no value.");
        assertThat(Run.of(folder, "plan", "--format", "text", "--format", "text")
                        .err())
                .contains("`--format` can be given only once.");
        for (var wrong : List.of("0", "-1", "many", "1.5")) {
            var run = Run.of(folder, "plan", "--parallelism", wrong);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("a whole number from 1, not `" + wrong + "`");
        }
    }

    @Test
    void aFolderWithoutAStackIsReported() {
        var run = Run.of(folder, "validate");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("There is no stack in this folder");
    }

    @Test
    void anArgumentThatBeginsWithAnAtSignIsAPath() throws IOException {
        stack("{setpoint: v1, stack: shop, resources: {a: {type: core.value, properties: {x: 1}}}}");
        Files.createDirectory(folder.resolve("@stacks"));
        Files.move(folder.resolve("setpoint.yaml"), folder.resolve("@stacks/setpoint.yaml"));
        Files.writeString(folder.resolve("options"), "--format json");

        assertThat(Run.of(folder, "validate", "@stacks").out()).startsWith("Stack shop is valid");
        assertThat(Run.of(folder, "validate", "@options").err()).contains("no file or folder `@options`");
        assertThat(Run.of(folder, "plan", "--sandbox", "@stacks", "--out", "@plan")
                        .code())
                .isZero();
        assertThat(Run.of(folder, "show", "@plan").out()).contains("1 to create");
    }

    @Test
    void severalStacksInAFolderAreNamed() throws IOException {
        Files.writeString(folder.resolve("one.yaml"), HELLO);
        Files.writeString(folder.resolve("two.yml"), HELLO);
        Files.writeString(folder.resolve("other.yaml"), "a: b\n");

        assertThat(Run.of(folder, "validate").err())
                .contains("`one.yaml`, `two.yml`")
                .doesNotContain("other");
    }

    @Test
    void errorsInJsonAreOneDocument() throws IOException {
        stack(HELLO.replace("text: Hello", "txt Hello"));

        var run = Run.of(folder, "validate", "--format", "json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(Json.read(run.out()))
                .isInstanceOfSatisfying(
                        Value.Map.class,
                        document -> assertThat(document.list("diagnostics")).isNotEmpty());
    }

    @Test
    void applyingThenPlanningFindsNothing() throws IOException {
        stack(HELLO);

        assertThat(Run.of(folder, "plan", "--detailed-exitcode").code()).isEqualTo(2);
        assertThat(Run.of(folder, "apply", "--auto-approve").out()).contains("Applied: 1 created");
        var again = Run.of(folder, "plan", "--detailed-exitcode");

        assertThat(again.code()).isZero();
        assertThat(again.out()).isEqualTo("No changes: the 1 resource matches the spec.\n");
        assertThat(Run.of(folder, "output", "text", "--raw").out()).isEqualTo("Hello, world!");
        assertThat(Run.of(folder, "state", "list").out()).startsWith("greeting  core.value  ");
        assertThat(Run.of(folder, "destroy", "--auto-approve").out()).contains("Destroyed: 1 deleted");
        assertThat(Run.of(folder, "state", "list").out()).isEmpty();
    }

    @Test
    void nothingIsAppliedWithoutApproval() throws IOException {
        stack(HELLO);

        var run = Run.of(folder, "apply");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("Plan: 1 to create");
        assertThat(run.err()).contains("stdin is not a terminal").contains("--auto-approve");
        assertThat(Run.of(folder, "state", "list").out()).isEmpty();
    }

    @Test
    void theCommandLineWinsOverFilesAndFilesOverTheEnvironment() throws IOException {
        stack(HELLO);
        Files.writeString(folder.resolve("inputs.json"), "{\"name\": \"file\"}");
        var variables = Map.of("SETPOINT_INPUT_NAME", "environment", "SETPOINT_INPUT_OTHER", "not ours");

        assertThat(Run.with(variables, folder, "plan").out()).contains("Hello, environment!");
        assertThat(Run.with(variables, folder, "plan", "--inputs", "inputs.json")
                        .out())
                .contains("Hello, file!");
        assertThat(Run.with(variables, folder, "plan", "--inputs", "inputs.json", "--input", "name=line")
                        .out())
                .contains("Hello, line!");
    }

    @Test
    void sandboxAndRealStateAreApart() throws IOException {
        stack(HELLO);
        Run.of(folder, "apply", "--sandbox", "--auto-approve");

        assertThat(Run.of(folder, "state", "list").out()).isEmpty();
        assertThat(Run.of(folder, "state", "list", "--sandbox").out()).contains("greeting");
    }

    @Test
    void noStackTraceHoweverBadTheInput() throws IOException {
        for (var text : List.of("", "\u0001\u0002", "[".repeat(100_000), "a: &a [*a]", "setpoint: v2", "- x")) {
            stack(text);
            var run = Run.of(folder, "validate");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).startsWith("error[SP").doesNotContain("\tat ").doesNotContain("SP0999");
        }
    }
}
