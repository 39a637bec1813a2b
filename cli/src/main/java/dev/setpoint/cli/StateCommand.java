package dev.setpoint.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** What Setpoint last did, without asking the cloud. */
@Command(
        name = "state",
        description = "What was last applied: list, show, mv, rm; and how it is kept: pull, push, migrate, seal.",
        mixinStandardHelpOptions = true)
final class StateCommand implements Runnable {

    @CommandLine.Spec
    private CommandSpec spec;

    /** With its subcommands. */
    static CommandLine with(Console console) {
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
                "`state` must be told what to do: `list`, `show`, `mv`, `rm`, `pull`, `push`, `migrate` or `seal`.");
    }
}
