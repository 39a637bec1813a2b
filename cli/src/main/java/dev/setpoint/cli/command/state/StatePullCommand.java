package dev.setpoint.cli.command.state;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.state.store.StateStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "pull", description = "Print the stored state as JSON.", mixinStandardHelpOptions = true)
final class StatePullCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final OutputOptions output;

    StatePullCommand(Console console) {
        stack = new StackOptions(console);
        output = new OutputOptions(console, Kind.FILE);
    }

    @Override
    public ExitCode call() {
        return output.then(stack.open().then(workspace -> workspace.withStore(StateStore::pull)), document -> {
            output.print(Kind.FILE, document);
            return ExitCode.OK;
        });
    }
}
