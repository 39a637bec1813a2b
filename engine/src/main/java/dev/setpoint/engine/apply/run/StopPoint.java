package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.spi.ProviderException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The moment before a change sends its first request that changes something. Until then, a stop request cancels the
 * change; after it, the change runs to its end.
 */
final class StopPoint {

    private enum Stage {
        BEFORE,
        BEGUN,
        LEFT
    }

    private final Cancellation cancellation;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.BEFORE);

    StopPoint(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** @throws ProviderException when the user asked to stop before the first call of this method */
    void pass() {
        var now = stage.updateAndGet(
                was -> was == Stage.BEFORE ? (cancellation.isStopping() ? Stage.LEFT : Stage.BEGUN) : was);
        if (now == Stage.LEFT) {
            throw ProviderException.of(
                    ProviderException.Kind.CANCELLED, "NotBegun", "Not started: you stopped" + " the run.");
        }
    }

    /** True when the change was cancelled, so that nothing was changed. */
    boolean wasStopped() {
        return stage.get() == Stage.LEFT;
    }
}
