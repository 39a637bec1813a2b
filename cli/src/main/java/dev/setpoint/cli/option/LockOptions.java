package dev.setpoint.cli.option;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of the commands that change the state. */
public final class LockOptions {

    private Duration timeout = Duration.ZERO;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            description = "Time to wait for the lock on the state, such as 30s or 5m. Default: no wait.")
    void timeout(String text) {
        timeout = time(command, text);
    }

    /** Parses a time such as {@code 30s}, {@code 5m} or {@code 90}. */
    public static Duration time(CommandSpec command, String text) {
        try {
            var time = text.toUpperCase(Locale.ROOT);
            return Duration.parse(time.matches("\\d+") ? "PT" + time + "S" : "PT" + time);
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    command.commandLine(), "`%s` is not a time: write `30s`, `5m` or `1h`.".formatted(text), e);
        }
    }

    public Duration timeout() {
        return timeout;
    }
}
