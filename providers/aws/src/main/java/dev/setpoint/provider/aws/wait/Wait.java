package dev.setpoint.provider.aws.wait;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import java.time.Duration;

/** One wait: its limit, and the time it has lasted. */
public final class Wait {

    private static final Duration SLICE = Duration.ofMillis(200);

    /** Hint for a wait that the call's own time has ended: `timeouts` prolongs no other wait. */
    private static final String MORE_TIME =
            "Run the same command again to continue; `timeouts` in the resource's block allows more time.";

    private final Pace pace;
    private final Call call;
    private final String waitingFor;
    private final Duration start;
    private final Duration limit;
    private final boolean toDeadline;

    /** @param waitingFor completes "waiting for …" */
    Wait(Pace pace, Call call, Duration limit, String waitingFor) {
        var left = call.timeLeft();
        this.pace = pace;
        this.call = call;
        this.waitingFor = waitingFor;
        this.start = pace.elapsed();
        this.toDeadline = left.compareTo(limit) < 0;
        this.limit = toDeadline ? left : limit;
    }

    public boolean over() {
        return lasted().compareTo(limit) >= 0;
    }

    private Duration lasted() {
        return pace.elapsed().minus(start);
    }

    /**
     * Pauses in slices, so that a cancellation is noticed at once.
     *
     * @throws ProviderException when the user no longer wants to wait or the call's time is up
     */
    public void pause(Duration duration) {
        call.progress("waiting for " + waitingFor + ", " + Durations.text(lasted()));
        var left = pace.interval(duration);
        try {
            while (left.isPositive()) {
                check(call);
                pace.pause(left.compareTo(SLICE) > 0 ? SLICE : left);
                left = left.minus(SLICE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProviderException.of(Kind.CANCELLED, "Interrupted", "Stopped while waiting for " + waitingFor + ".")
                    .causedBy(e);
        }
    }

    /** Throws when the user no longer wants to wait or the call's time is up. */
    static void check(Call call) {
        if (call.cancelled()) {
            throw ProviderException.of(Kind.CANCELLED, "Cancelled", "Stopped, as you asked.");
        }
        if (!call.timeLeft().isPositive()) {
            throw ProviderException.of(Kind.TIMEOUT, "Timeout", "The time allowed for this operation has passed.")
                    .hint(MORE_TIME);
        }
    }

    public ProviderException timeout() {
        var problem = ProviderException.of(
                Kind.TIMEOUT,
                "Timeout",
                "Gave up waiting for " + waitingFor + " after " + Durations.text(lasted()) + ".");
        return toDeadline ? problem.hint(MORE_TIME) : problem;
    }
}
