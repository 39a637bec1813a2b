package dev.setpoint.provider.sandbox.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sandbox's time: the wall clock, and ahead of it by what has been waited. Pausing costs no real time.
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

    /** What one thread has waited. */
    private static final class Own {
        private long paused;
        private long ahead;
    }

    /** The time in the cloud: what creation dates and deletions go by. */
    public Instant world() {
        return wall().plusNanos(ahead.get());
    }

    /** The time without what has been waited. */
    public Instant wall() {
        return wall.instant();
    }

    /** The calling thread's time since some moment: what has really passed, and its own pauses. */
    public Duration own() {
        return Duration.ofNanos(System.nanoTime() + own.get().paused);
    }

    /** The world's time as a call begins: the thread's pauses count from here. */
    public Instant call() {
        own.get().ahead = ahead.get();
        return world();
    }

    /** Lets time pass for this thread, without sleeping. */
    public void pause(Duration duration) {
        var mine = own.get();
        mine.paused += duration.toNanos();
        mine.ahead += duration.toNanos();
        ahead.accumulateAndGet(mine.ahead, Math::max);
    }

    /** Brings the world on for everybody: days until a key is deleted. */
    public void advance(Duration duration) {
        ahead.addAndGet(duration.toNanos());
    }

    /** The cloud has been at this time already: its clock never runs backwards. */
    public void notBefore(Instant time) {
        var behind = Duration.between(world(), time);
        if (behind.isPositive()) {
            ahead.addAndGet(behind.toNanos());
        }
    }
}
