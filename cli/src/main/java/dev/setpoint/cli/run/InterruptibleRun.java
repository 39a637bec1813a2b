package dev.setpoint.cli.run;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.store.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Steps of a run before it changes the cloud. A user who stops the run does not wait for them, and the lock is
 * released.
 */
public record InterruptibleRun(Cancellation cancellation, OutputOptions output) {

    /** Takes the lock; empty when the user stops waiting for it. */
    public Optional<Result<Session>> lock(StateStore store, String command, Duration timeout) {
        return AbandonableCall.run(
                cancellation,
                () -> store.lock(command, timeout),
                late -> late.map(session -> {
                    session.close();
                    return session;
                }));
    }

    /** Runs the work; empty when the user stops waiting for it. */
    public <T> Optional<T> run(Supplier<T> work) {
        return AbandonableCall.run(cancellation, work);
    }

    /** @param result of work that changes nothing in the cloud; empty when the user stopped waiting */
    public <T> ExitCode then(Optional<T> result, Function<T, ExitCode> next) {
        if (result.isPresent()) {
            return next.apply(result.get());
        }
        output.fail(List.of(Diagnostic.error("SP0942", "Interrupted before anything in the cloud was changed.")));
        return ExitCode.INTERRUPTED;
    }
}
