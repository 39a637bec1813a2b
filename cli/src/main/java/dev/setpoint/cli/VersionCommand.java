package dev.setpoint.cli;

import dev.setpoint.engine.value.Value;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<ExitCode> {

    @Mixin
    private final OutputOptions output;

    VersionCommand(Console console) {
        output = new OutputOptions(console, Format.TEXT, Format.JSON);
    }

    @Override
    public ExitCode call() {
        if (output.json()) {
            output.print(Value.Map.EMPTY
                    .with("setpoint", Value.of(Version.number()))
                    .with("java", Value.of(Version.java())));
        } else {
            output.say("setpoint %s (Java %s)\n", Version.number(), Version.java());
        }
        return ExitCode.OK;
    }
}
