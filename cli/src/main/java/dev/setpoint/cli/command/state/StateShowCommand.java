package dev.setpoint.cli.command.state;

import dev.setpoint.cli.option.CloudOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.store.StateEdit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show one resource of the state.", mixinStandardHelpOptions = true)
final class StateShowCommand implements Callable<ExitCode> {

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "Address as in the spec, such as `bucket`.")
    private String address = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "STACK", description = "The stack's file or folder.")
    private @Nullable String stack;

    @Mixin
    private final CloudOptions cloud;

    @Mixin
    private final OutputOptions output;

    StateShowCommand(Console console) {
        cloud = new CloudOptions(console);
        output = new OutputOptions(console, Kind.RESOURCE);
    }

    @Override
    public ExitCode call() {
        var found =
                cloud.open(Optional.ofNullable(stack)).then(Workspace::state).then(this::resource);
        return output.then(found, resource -> {
            output.print(Kind.RESOURCE, resource);
            return ExitCode.OK;
        });
    }

    private Result<ResourceState> resource(State state) {
        return Address.parse(address)
                .then(wanted -> state.resource(wanted)
                        .map(Result::ok)
                        .orElseGet(() -> Result.failed(StateEdit.unknown(state, wanted))));
    }
}
