package dev.setpoint.cli;

import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of the commands that change the cloud. */
final class ChangeOptions {

    private final Console console;

    @Option(names = "--auto-approve", description = "Do not ask before changing anything.")
    private boolean approved;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandSpec command;

    ChangeOptions(Console console) {
        this.console = console;
    }

    @Mixin
    private final LockOptions lock = new LockOptions();

    Duration lockTimeout() {
        return lock.timeout();
    }

    Approval approval() {
        return new Approval(console, approved);
    }

    /** The command as it was given, to be given again. */
    String again() {
        var given = command.root().commandLine().getParseResult().originalArgs();
        return "setpoint "
                + String.join(" ", given.stream().map(ChangeOptions::quoted).toList());
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=@%+,-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
