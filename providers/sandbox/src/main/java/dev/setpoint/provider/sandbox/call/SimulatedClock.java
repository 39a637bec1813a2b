package dev.setpoint.provider.sandbox.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clock of the sandbox: the wall clock plus the pauses of the callers. A pause costs no real time.
 *
 * <p>Threads that wait at the same moment wait side by side: two pauses of two seconds bring the world
 * two seconds on, not four. Each thread also has a clock of its own that counts only its own pauses, so
 * that the waits of ten thousand resources do not eat up the time limit of each.
 */
public final class SimulatedClock {

    private final InstantSource wall;
    private final AtomicLong ahead = new AtomicLong();
    private final ThreadLocal<Own> own = ThreadLocal.withInitial(Own::new);

    /** @param wall the clock that it is ahead of */
    public SimulatedClock(InstantSource wall) {
        this.wall = wall;
    }

    /** Pauses of one thread. */
    private static final class Own {
        private long paused;
        private long ahead;
    }

    /** Returns the time in the cloud, which decides creation dates and deletions. */
    public Instant world() {
        return wall().plusNanos(ahead.get());
    }

    /** Returns the time without the pauses. */
    public Instant wall() {
        return wall.instant();
    }

    /** Returns the calling thread's time since an arbitrary moment: real time plus its own pauses. */
    public Duration own() {
        return Duration.ofNanos(System.nanoTime() + own.get().paused);
    }

    /** Starts a call and returns the time in the cloud: the thread's pauses count from here. */
    public Instant call() {
        own.get().ahead = ahead.get();
        return world();
    }

    /** Advances the time of this thread without sleeping. */
    public void pause(Duration duration) {
        var mine = own.get();
        mine.paused += duration.toNanos();
        mine.ahead += duration.toNanos();
        ahead.accumulateAndGet(mine.ahead, Math::max);
    }

    /** Advances the time of the cloud for all threads, for example until a key is deleted. */
    public void advance(Duration duration) {
        ahead.addAndGet(duration.toNanos());
    }

    /** Moves the clock on to this time, if it is behind, so that it never runs backwards. */
    public void notBefore(Instant time) {
        var behind = Duration.between(world(), time);
        if (behind.isPositive()) {
            ahead.addAndGet(behind.toNanos());
        }
    }
}
