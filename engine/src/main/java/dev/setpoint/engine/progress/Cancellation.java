package dev.setpoint.engine.progress;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A user's request to stop a run. The first Ctrl-C starts nothing new, the second one stops waiting. */
public final class Cancellation {

    private final AtomicInteger requests = new AtomicInteger();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    public void request() {
        var count = requests.incrementAndGet();
        first.complete(null);
        if (count >= 2) {
            stop.complete(null);
        }
    }

    /** Runs the action at the first request to stop, or now if there was one. */
    public void whenStopping(Runnable action) {
        var _ = first.thenRun(action);
    }

    /** Runs the action at the second request to stop, or now if there was one. */
    public void whenAborting(Runnable action) {
        var _ = stop.thenRun(action);
    }

    /** True after the first request: start nothing new, and let running calls end. */
    public boolean isStopping() {
        return requests.get() >= 1;
    }

    /** True after the second request: stop waiting for running calls. */
    public boolean isAborting() {
        return requests.get() >= 2;
    }
}
