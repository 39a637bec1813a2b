package dev.setpoint.provider.aws.wait;

import java.time.Duration;
import java.time.Instant;

/**
 * Clock of a cloud, and the time that its changes take to settle. Real AWS answers from several replicas, so one
 * matching read proves little; an emulator on this machine settles at once, and a simulated cloud has a clock of its
 * own. Unless overridden, every figure is that of AWS.
 */
public interface Pace {

    /** The date and time as the cloud sees it. */
    Instant now();

    /** Time since some fixed moment: the difference of two values is how long something took. */
    Duration elapsed();

    /** Lets this much time pass. */
    void pause(Duration duration) throws InterruptedException;

    /** Number of consecutive agreeing reads that prove a change which on AWS takes {@code reads} of them. */
    default int settled(int reads) {
        return reads;
    }

    /** Pause between two reads or attempts that on AWS are {@code interval} apart. */
    default Duration interval(Duration interval) {
        return interval;
    }

    /** Longest wait for a change that on AWS takes effect within {@code limit}. */
    default Duration limit(Duration limit) {
        return limit;
    }

    /** Longest wait for an error to pass that on AWS may go away within {@code limit}. */
    default Duration patience(Duration limit) {
        return limit;
    }
}
