package dev.setpoint.cli;

import dev.setpoint.cli.render.StateText;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
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
        output = new OutputOptions(console, Format.TEXT, Format.JSON);
    }

    @Override
    public ExitCode call() {
        return stack.open().then(Workspace::state).fold(output::fail, state -> {
            if (output.json()) {
                output.print(summary(state));
            } else {
                output.print(new StateText(output.style()).list(state));
            }
            return ExitCode.OK;
        });
    }

    private static Value summary(State state) {
        var resources = new LinkedHashMap<String, Value>();
        state.resources()
                .forEach((address, resource) -> resources.put(
                        address.text(),
                        Value.Map.EMPTY
                                .with("type", Value.of(resource.type().text()))
                                .with("provider", Value.of(resource.provider()))
                                .with("identity", Value.of(resource.identity().value()))
                                .with("complete", Value.of(resource.complete()))));
        return new Value.Map(resources);
    }
}
