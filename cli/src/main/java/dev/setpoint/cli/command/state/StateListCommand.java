package dev.setpoint.cli.command.state;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the resources in the state.", mixinStandardHelpOptions = true)
final class StateListCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final OutputOptions output;

    StateListCommand(Console console) {
        stack = new StackOptions(console);
        output = new OutputOptions(console, Kind.STATE_LIST);
    }

    @Override
    public ExitCode call() {
        return output.then(stack.open().then(Workspace::state), state -> {
            output.print(Kind.STATE_LIST, state);
            return ExitCode.OK;
        });
    }
}
