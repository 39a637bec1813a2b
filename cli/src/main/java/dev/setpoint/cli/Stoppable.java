package dev.setpoint.cli;

import dev.setpoint.engine.apply.Cancellation;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a run does before it changes the cloud: the user who asks to stop does not wait for it, and the lock is given back. */
record Stoppable(Cancellation cancellation, OutputOptions output) {

    /** Empty when the user does not wait for the lock. */
    Optional<Result<Session>> lock(StateStore store, String command, Duration timeout) {
        return Abandonable.run(
                cancellation,
                () -> store.lock(command, timeout),
                late -> late.map(session -> {
                    session.close();
                    return session;
                }));
    }

    /** Empty when the user does not wait for it. */
    <T> Optional<T> run(Supplier<T> work) {
        return Abandonable.run(cancellation, work);
    }

    /** @param result of what changes nothing in the cloud; empty when the user did not wait for it */
    <T> ExitCode then(Optional<T> result, Function<T, ExitCode> next) {
        if (result.isPresent()) {
            return next.apply(result.get());
        }
        output.fail(List.of(Diagnostic.error("SP0942", "Interrupted before anything in the cloud was changed.")));
        return ExitCode.INTERRUPTED;
    }
}
