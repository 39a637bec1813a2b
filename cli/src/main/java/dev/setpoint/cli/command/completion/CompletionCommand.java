package dev.setpoint.cli.command.completion;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = {
            "Print a script that completes commands, options, their values and file names in a shell.",
            "For Bash and Zsh: `source <(setpoint completion bash)`. For fish: `setpoint completion fish | source`."
        },
        mixinStandardHelpOptions = true)
public final class CompletionCommand implements Callable<ExitCode> {

    private final Console console;
    private final Supplier<Map<String, Function<Console, Object>>> commands;

    @Parameters(index = "0", paramLabel = "bash|zsh|fish", description = "The shell.")
    private String shell = "";

    @Mixin
    private final OutputOptions output;

    @CommandLine.Spec
    private CommandSpec command;

    /** @param commands all commands by name */
    public CompletionCommand(Console console, Supplier<Map<String, Function<Console, Object>>> commands) {
        this.console = console;
        this.commands = commands;
        output = new OutputOptions(console, Kind.FILE);
    }

    @Override
    public ExitCode call() {
        var root = CompletionModel.of(console, commands.get());
        output.print(
                Kind.FILE,
                switch (shell) {
                    // One script serves both: in Zsh, it loads the completion functions of Bash.
                    case "bash", "zsh" -> AutoComplete.bash(CompletionModel.PROGRAM, root);
                    case "fish" -> FishScript.of(root.getCommandSpec());
                    default ->
                        throw new ParameterException(
                                command.commandLine(),
                                "`completion` knows `bash`, `zsh` and `fish`, not `%s`.".formatted(shell));
                });
        return ExitCode.OK;
    }
}
