package dev.setpoint.cli;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.Holder;
import dev.setpoint.engine.state.StateStore;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "unlock",
        description = "Break the lock on the stack's state that a run left behind.",
        mixinStandardHelpOptions = true)
final class UnlockCommand implements Callable<ExitCode> {

    private final Console console;

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final OutputOptions output;

    @Option(names = "--auto-approve", description = "Do not ask.")
    private boolean approved;

    UnlockCommand(Console console) {
        this.console = console;
        stack = new StackOptions(console);
        output = new OutputOptions(console, Format.TEXT, Format.JSON);
    }

    @Override
    public ExitCode call() {
        return stack.open().then(Workspace::store).then(this::unlock).fold(output::fail, holder -> {
            if (output.json()) {
                output.print(Value.Map.EMPTY.with("unlocked", Value.of(holder.isPresent())));
            } else {
                output.print(
                        holder.map(h -> "Unlocked. It was held by " + h + ".\n").orElse("It was not locked.\n"));
            }
            return ExitCode.OK;
        });
    }

    private Result<Optional<Holder>> unlock(StateStore store) {
        var question =
                "A run that still holds the lock will find its next write refused. Break it? Only `yes` is a yes: ";
        var approval = new Approval(console, approved);
        return approval.of(question) ? store.breakLock() : Result.failed(approval.refusal("break the lock"));
    }
}
