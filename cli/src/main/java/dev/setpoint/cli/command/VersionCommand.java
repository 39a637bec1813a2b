package dev.setpoint.cli.command;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.cli.terminal.Version;
import dev.setpoint.engine.value.Value;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<ExitCode> {

    @Mixin
    private final OutputOptions output;

    VersionCommand(Console console) {
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        output.print(
                Kind.REPORT,
                new Report(
                        Report.sentences("setpoint %s (Java %s)\n", Version.number(), Version.java()),
                        Value.Map.EMPTY
                                .with("setpoint", Value.of(Version.number()))
                                .with("java", Value.of(Version.java()))));
        return ExitCode.OK;
    }
}
