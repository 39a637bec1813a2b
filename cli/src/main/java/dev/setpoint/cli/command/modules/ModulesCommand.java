package dev.setpoint.cli.command.modules;

import dev.setpoint.cli.terminal.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Group of the commands for remote modules. They alone use the network for modules. */
@Command(
        name = "modules",
        description = "Fetch remote modules and lock their contents (get), and renew them (update).",
        mixinStandardHelpOptions = true)
public final class ModulesCommand implements Runnable {

    @CommandLine.Spec
    private CommandSpec spec;

    /** The command with its subcommands. */
    public static CommandLine with(Console console) {
        return new CommandLine(new ModulesCommand())
                .addSubcommand("get", new ModulesGetCommand(console))
                .addSubcommand("update", new ModulesUpdateCommand(console));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "`modules` needs a command: `get` or `update`.");
    }
}
