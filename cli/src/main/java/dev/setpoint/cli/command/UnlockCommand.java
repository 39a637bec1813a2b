package dev.setpoint.cli.command;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Approval;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.state.format.LockHolder;
import dev.setpoint.engine.state.store.StateStore;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "unlock",
        description = "Break the lock on the stack's state. A run that still holds it can write no more.",
        mixinStandardHelpOptions = true)
final class UnlockCommand implements Callable<ExitCode> {

    private final Console console;

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final OutputOptions output;

    @Option(names = "--auto-approve", description = "Do not ask for approval.")
    private boolean approved;

    UnlockCommand(Console console) {
        this.console = console;
        stack = new StackOptions(console);
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        return output.then(stack.open().then(Workspace::store), store -> {
            try (store) {
                return output.then(
                        store.holder(),
                        holder -> holder.map(found -> unlock(store, found)).orElseGet(() -> said(Optional.empty())));
            }
        });
    }

    private ExitCode unlock(StateStore store, LockHolder holder) {
        var question = "The state is locked by " + holder
                + ".\nA run that still holds the lock can write no more. Break the lock? Type `yes` to confirm: ";
        var approval = new Approval(console, approved);
        if (!approval.of(question)) {
            return output.fail(List.of(approval.refusal("break the lock")));
        }
        if (store.isShared()) {
            output.note(
                    "Waiting for the lease of the lock to expire, so that no earlier request of that run is still on"
                            + " its way.");
        }
        return output.then(store.breakLock(), this::said);
    }

    private ExitCode said(Optional<LockHolder> holder) {
        var text = holder.map(h -> Report.sentences("Unlocked. It was held by %s.\n", h))
                .orElse("It is not locked.\n");
        output.print(Kind.REPORT, new Report(text, Value.Map.EMPTY.with("unlocked", Value.of(holder.isPresent()))));
        return ExitCode.OK;
    }
}
