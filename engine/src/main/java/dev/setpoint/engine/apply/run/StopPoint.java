package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.spi.ProviderException;
import java.util.concurrent.atomic.AtomicReference;

/** The line between a change that has sent its first changing request, and so goes on to its end, and one that may still be left. */
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

    /** @throws ProviderException when the user has asked to stop before the first time this was called */
    void pass() {
        var now = stage.updateAndGet(
                was -> was == Stage.BEFORE ? (cancellation.isStopping() ? Stage.LEFT : Stage.BEGUN) : was);
        if (now == Stage.LEFT) {
            throw ProviderException.of(ProviderException.Kind.CANCELLED, "NotBegun", "Not begun: you stopped the run.");
        }
    }

    /** Whether it was refused, so that nothing was changed. */
    boolean wasStopped() {
        return stage.get() == Stage.LEFT;
    }
}
