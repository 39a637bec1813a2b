package dev.setpoint.cli.command.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.setpoint.cli.command.AllCommands;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** Scripts for completion in shells. */
class CompletionTest {

    @TempDir
    private Path folder;

    private String script(String shell) {
        var run = Run.of(folder, "completion", shell);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run.out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void theShellCanReadItsScript(String shell) throws Exception {
        var file = Files.writeString(folder.resolve("script"), script(shell));
        assumeTrue(installed(shell));

        assertThat(said(shell, "-n", file.toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void everyCommandAndEveryOptionIsInTheScript(String shell) {
        var script = script(shell);

        assertThat(commands()).hasSizeGreaterThan(20).allSatisfy(command -> {
            assertThat(script).containsPattern("\\b" + command.name() + "\\b");
            assertThat(command.options())
                    .flatExtracting(option -> List.of(option.names()))
                    .allSatisfy(name -> assertThat(script)
                            .contains(
                                    shell.equals("fish")
                                            ? name.replaceFirst("^--", "-l ").replaceFirst("^-(\\w)$", "-s $1")
                                            : "'" + name + "'"));
        });
    }

    @Test
    void bashCompletesCommandsOptionsValuesAndFiles() throws Exception {
        assumeTrue(installed("bash"));
        Files.createDirectory(folder.resolve("examples"));

        assertThat(completed("setpoint val")).containsExactly("validate");
        assertThat(completed("setpoint state s")).containsExactlyInAnyOrder("show", "seal");
        assertThat(completed("setpoint plan --detailed")).containsExactly("--detailed-exitcode");
        assertThat(completed("setpoint plan --format ")).containsExactly("text", "json", "markdown");
        assertThat(completed("setpoint apply --refresh ")).containsExactly("true", "false");
        assertThat(completed("setpoint permissions --for ")).containsExactly("plan", "apply", "destroy");
        assertThat(completed("setpoint completion f")).containsExactly("fish");
        assertThat(completed("setpoint init hel")).containsExactly("hello");
        assertThat(completed("setpoint plan ex")).containsExactly("examples");
        assertThat(completed("setpoint plan --inputs ex")).containsExactly("examples");
    }

    @Test
    void fishCompletesCommandsOptionsValuesAndFiles() throws Exception {
        assumeTrue(installed("fish"));
        Files.createDirectory(folder.resolve("examples"));

        assertThat(suggested("setpoint val")).containsExactly("validate");
        assertThat(suggested("setpoint state s")).containsExactlyInAnyOrder("show", "seal");
        assertThat(suggested("setpoint plan --detailed")).containsExactly("--detailed-exitcode");
        assertThat(suggested("setpoint plan --format ")).containsExactlyInAnyOrder("text", "json", "markdown");
        assertThat(suggested("setpoint completion f")).containsExactly("fish");
        assertThat(suggested("setpoint plan exa")).containsExactly("examples/");
    }

    @Test
    void anotherShellIsRefusedWithThoseThatThereAre() {
        var run = Run.of(folder, "completion", "tcsh");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("`completion` knows `bash`, `zsh` and `fish`, not `tcsh`.");
        assertThat(Run.of(folder, "completion").err()).contains("needs bash|zsh|fish");
    }

    private Stream<CommandSpec> commands() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var console = new Console(InputStream.nullInputStream(), nowhere, nowhere, Set.of(), Map.of(), folder);
        return below(CompletionModel.of(console, AllCommands.table()).getCommandSpec());
    }

    private static Stream<CommandSpec> below(CommandSpec command) {
        return Stream.concat(
                Stream.of(command),
                command.subcommands().values().stream().flatMap(sub -> below(sub.getCommandSpec())));
    }

    /** The words that Bash would offer for the last word of a line. */
    private List<String> completed(String line) throws Exception {
        Files.writeString(folder.resolve("setpoint.bash"), script("bash"));
        var words = line.split(" ", -1);
        var program = """
            compopt() { :; }
            source ./setpoint.bash
            COMP_LINE=$1; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
            _complete_setpoint
            printf '%s\\n' "${COMPREPLY[@]}"
            """;
        var command = Stream.concat(Stream.of("bash", "-c", program, "bash", line), Stream.of(words));
        return said(command.toArray(String[]::new)).lines().toList();
    }

    private List<String> suggested(String line) throws Exception {
        Files.writeString(folder.resolve("setpoint.fish"), script("fish"));
        return said("fish", "--no-config", "-c", "source ./setpoint.fish; complete -C '" + line + "'")
                .lines()
                .map(text -> text.replaceFirst("\t.*", ""))
                .toList();
    }

    private static boolean installed(String shell) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
    }

    /** The text that a program prints on both of its streams. */
    private String said(String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        var process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
