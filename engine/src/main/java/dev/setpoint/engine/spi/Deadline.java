package dev.setpoint.engine.spi;

import java.time.Duration;

/**
 * The end of a time that is allowed, wherever the wall clock is set meanwhile.
 *
 * @param nanos as {@link System#nanoTime} counts
 */
public record Deadline(long nanos) {

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public Deadline plus(Duration time) {
        return new Deadline(nanos + time.toNanos());
    }

    /** Zero or less when it has passed. */
    public Duration left() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }
}
