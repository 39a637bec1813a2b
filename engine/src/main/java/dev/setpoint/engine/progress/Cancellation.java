package dev.setpoint.engine.progress;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** How far the user has asked a run to stop: Ctrl-C once, or twice. */
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

    /** Runs the action when the user asks to stop at all, at once if that is past. */
    public void whenStopping(Runnable action) {
        var _ = first.thenRun(action);
    }

    /** Runs the action when the user asks to stop waiting, at once if that is past. */
    public void whenAborting(Runnable action) {
        var _ = stop.thenRun(action);
    }

    /** Start nothing new; let running calls end. */
    public boolean isStopping() {
        return requests.get() >= 1;
    }

    /** Stop waiting. */
    public boolean isAborting() {
        return requests.get() >= 2;
    }
}
