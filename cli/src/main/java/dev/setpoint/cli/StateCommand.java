package dev.setpoint.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** What Setpoint last did, looked at without asking the cloud. */
@Command(name = "state", description = "Look at what was last applied: list, show.", mixinStandardHelpOptions = true)
final class StateCommand implements Runnable {

    @CommandLine.Spec
    private CommandSpec spec;

    /** With its subcommands. */
    static CommandLine with(Console console) {
        return new CommandLine(new StateCommand())
                .addSubcommand("list", new StateListCommand(console))
                .addSubcommand("show", new StateShowCommand(console));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "`state` must be told what to do: `list` or `show`.");
    }
}
