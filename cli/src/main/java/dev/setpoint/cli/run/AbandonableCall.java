package dev.setpoint.cli.run;

import dev.setpoint.engine.progress.Cancellation;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Work that a user may abandon: a question, a wait, or reads of a cloud that does not answer. */
public final class AbandonableCall {

    private AbandonableCall() {}

    /** Runs the work; empty as soon as the user asks to stop, and the result is dropped. */
    static <T> Optional<T> run(Cancellation cancellation, Supplier<T> work) {
        return run(cancellation, work, _ -> {});
    }

    /** @param late takes a result that comes after the user has stopped waiting */
    static <T> Optional<T> run(Cancellation cancellation, Supplier<T> work, Consumer<T> late) {
        return run(cancellation::whenStopping, work, late);
    }

    /** Runs work that stops by itself on the first request; empty only when the user asks twice. */
    public static <T> Optional<T> ending(Cancellation cancellation, Supplier<T> work) {
        return run(cancellation::whenAborting, work, _ -> {});
    }

    private static <T> Optional<T> run(Consumer<Runnable> leaving, Supplier<T> work, Consumer<T> late) {
        var result = new CompletableFuture<Optional<T>>();
        leaving.accept(() -> result.complete(Optional.empty()));
        Thread.ofPlatform().daemon().name("abandonable").start(() -> {
            try {
                var value = work.get();
                if (!result.complete(Optional.of(value))) {
                    late.accept(value);
                }
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }
}
