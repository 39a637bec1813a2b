package dev.setpoint.cli.command.state;

import dev.setpoint.cli.terminal.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Group of the commands for the state. None of them calls the cloud. */
@Command(
        name = "state",
        description = "Read and edit the state (list, show, mv, rm), and its storage (pull, push, migrate, seal).",
        mixinStandardHelpOptions = true)
public final class StateCommand implements Runnable {

    @CommandLine.Spec
    private CommandSpec spec;

    /** The command with its subcommands. */
    public static CommandLine with(Console console) {
        return new CommandLine(new StateCommand())
                .addSubcommand("list", new StateListCommand(console))
                .addSubcommand("show", new StateShowCommand(console))
                .addSubcommand("mv", new StateMvCommand(console))
                .addSubcommand("rm", new StateRmCommand(console))
                .addSubcommand("pull", new StatePullCommand(console))
                .addSubcommand("push", new StatePushCommand(console))
                .addSubcommand("migrate", new StateMigrateCommand(console))
                .addSubcommand("seal", new StateSealCommand(console));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "`state` needs a command: `list`, `show`, `mv`, `rm`, `pull`, `push`, `migrate` or `seal`.");
    }
}
