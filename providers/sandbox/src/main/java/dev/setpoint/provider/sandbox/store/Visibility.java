package dev.setpoint.provider.sandbox.store;

import java.time.Duration;
import java.time.Instant;

/**
 * Eventual consistency: each change reaches each of three replicas after a delay of its own, so that
 * reads that follow one another may disagree.
 *
 * @param upTo the longest delay, in simulated time; zero: every change is seen at once
 * @param seed decides the delays
 */
public record Visibility(Duration upTo, long seed) {

    /** Every change is seen at once. */
    public static final Visibility IMMEDIATE = new Visibility(Duration.ZERO, 0);

    /** Number of replicas that answer reads. */
    static final int REPLICAS = 3;

    boolean immediate() {
        return upTo.isZero();
    }

    /**
     * Returns true if a document is always seen at once: S3 objects are strongly consistent. See
     * behaviour.md#s3-consistency.
     */
    boolean immediate(String key) {
        return immediate() || key.startsWith("s3:object:") || key.startsWith("s3:upload");
    }

    boolean reached(long change, Instant at, int replica, Instant now) {
        return immediate() || !now.isBefore(at.plusNanos((long) (upTo.toNanos() * share(change, replica))));
    }

    boolean reachedAll(Instant at, Instant now) {
        return !now.isBefore(at.plus(upTo));
    }

    /** Returns a number in [0, 1) that depends only on the arguments and the seed: SplitMix64's finaliser. */
    private double share(long change, int replica) {
        var z = seed + change * 0x9E3779B97F4A7C15L + replica * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 11) * 0x1.0p-53;
    }
}
