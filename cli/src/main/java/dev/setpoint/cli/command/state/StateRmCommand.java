package dev.setpoint.cli.command.state;

import dev.setpoint.cli.option.ChangeOptions;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "rm",
        description = "Remove a resource from the state. Its object stays in the cloud and is no longer managed.",
        mixinStandardHelpOptions = true)
final class StateRmCommand implements Callable<ExitCode> {

    @Parameters(
            index = "0",
            paramLabel = "ADDRESS",
            description = "Address as `state list` prints it, such as `bucket`.")
    private String address = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "STACK", description = "The stack's file or folder.")
    private @Nullable String stack;

    @Mixin
    private final CloudOptions cloud;

    @Mixin
    private final LockOptions lock = new LockOptions();

    @Mixin
    private final OutputOptions output;

    StateRmCommand(Console console) {
        cloud = new CloudOptions(console);
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        return output.then(Address.parse(address).then(this::remove), this::said);
    }

    private Result<ResourceState> remove(Address wanted) {
        return cloud.open(Optional.ofNullable(stack))
                .then(workspace -> workspace.withSession(
                        "setpoint state rm", lock.timeout(), session -> new StateEdit(session).remove(wanted)));
    }

    private ExitCode said(ResourceState resource) {
        output.print(
                Kind.REPORT,
                new Report(
                        text(resource),
                        Value.Map.EMPTY
                                .with("address", Value.of(resource.address().text()))
                                .with("type", Value.of(resource.type().text()))
                                .with("identity", Value.of(resource.identity().value()))));
        return ExitCode.OK;
    }

    private static String text(ResourceState resource) {
        var forgotten = Report.sentences(
                """
                Removed `%s` (%s `%s`) from the state. The object stays in the cloud.
                To manage it again: setpoint import %s %s
                """,
                resource.address(),
                resource.type(),
                resource.identity(),
                ChangeOptions.quoted(resource.address().text()),
                ChangeOptions.quoted(resource.identity().value()));
        var deposed = resource.deposed().stream()
                .map(object -> "`" + object.identity() + "`")
                .collect(Collectors.joining(", "));
        return deposed.isEmpty()
                ? forgotten
                : forgotten
                        + Report.sentences("Objects left over from replacements stay in the cloud too: %s\n", deposed);
    }
}
