package dev.setpoint.cli.command.state;

import dev.setpoint.cli.option.CloudOptions;
import dev.setpoint.cli.option.LockOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.store.StateEdit;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "mv",
        description = "Change the address of a resource in the state. Its object stays as it is.",
        mixinStandardHelpOptions = true)
final class StateMvCommand implements Callable<ExitCode> {

    @Parameters(index = "0", paramLabel = "FROM", description = "Address as `state list` prints it, such as `bucket`.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "New address, as in the spec.")
    private String to = "";

    @Parameters(index = "2", arity = "0..1", paramLabel = "STACK", description = "The stack's file or folder.")
    private @Nullable String stack;

    @Mixin
    private final CloudOptions cloud;

    @Mixin
    private final LockOptions lock = new LockOptions();

    @Mixin
    private final OutputOptions output;

    StateMvCommand(Console console) {
        cloud = new CloudOptions(console);
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        return output.then(Address.parse(from).then(old -> Address.parse(to).then(now -> move(old, now))), this::said);
    }

    private Result<ResourceState> move(Address old, Address now) {
        return cloud.open(Optional.ofNullable(stack))
                .then(workspace -> workspace.withSession(
                        "setpoint state mv", lock.timeout(), session -> new StateEdit(session).move(old, now)));
    }

    private ExitCode said(ResourceState resource) {
        output.print(
                Kind.REPORT,
                new Report(
                        Report.sentences(
                                "Moved `%s` to `%s` (%s `%s`).\n",
                                from, resource.address(), resource.type(), resource.identity()),
                        Value.Map.EMPTY
                                .with("from", Value.of(from))
                                .with("address", Value.of(resource.address().text()))
                                .with("identity", Value.of(resource.identity().value()))));
        return ExitCode.OK;
    }
}
