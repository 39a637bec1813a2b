package dev.setpoint.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of the commands that change the cloud. */
final class ChangeOptions {

    private final Console console;
    private Duration lockTimeout = Duration.ZERO;

    @Option(names = "--auto-approve", description = "Do not ask before changing anything.")
    private boolean approved;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandSpec command;

    ChangeOptions(Console console) {
        this.console = console;
    }

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            description = "How long to wait for the lock on the state, such as 30s or 5m; not at all by default.")
    void lockTimeout(String text) {
        try {
            var time = text.toUpperCase(Locale.ROOT);
            lockTimeout = Duration.parse(time.matches("\\d+") ? "PT" + time + "S" : "PT" + time);
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    command.commandLine(), "`%s` is no time: write `30s`, `5m` or `1h`.".formatted(text), e);
        }
    }

    Duration lockTimeout() {
        return lockTimeout;
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
