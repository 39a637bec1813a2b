package dev.setpoint.provider.aws.wait;

import java.time.Duration;

/**
 * Condition under which reads count as settled.
 *
 * @param reads consecutive reads that must agree, since replicas answer in turn
 * @param interval between two reads
 * @param limit for the whole wait
 */
public record Settled(int reads, Duration interval, Duration limit) {

    /** One agreeing read suffices. */
    public static Settled once(Duration interval, Duration limit) {
        return new Settled(1, interval, limit);
    }
}
