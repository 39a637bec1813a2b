package dev.setpoint.cli.command.state;

import dev.setpoint.cli.option.LockOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "seal",
        description = "Write the state again with the key that the stack names now, so that old keys can be removed.",
        mixinStandardHelpOptions = true)
final class StateSealCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final LockOptions lock = new LockOptions();

    @Mixin
    private final OutputOptions output;

    StateSealCommand(Console console) {
        stack = new StackOptions(console);
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        return output.then(stack.open().then(this::seal), this::said);
    }

    private record Done(State state, String place) {}

    private Result<Done> seal(Workspace workspace) {
        return workspace.withStore(store ->
                store.reseal("setpoint state seal", lock.timeout()).map(state -> new Done(state, store.place())));
    }

    private ExitCode said(Done done) {
        output.print(
                Kind.REPORT,
                new Report(
                        Report.sentences(
                                "Wrote the state again with the key that the stack names now: %s\n", done.place()),
                        Value.Map.EMPTY
                                .with("stack", Value.of(done.state().stack()))
                                .with("place", Value.of(done.place()))));
        return ExitCode.OK;
    }
}
