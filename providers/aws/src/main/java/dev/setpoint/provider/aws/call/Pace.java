package dev.setpoint.provider.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How time passes while the cloud settles. Real AWS answers from several replicas, so one matching read
 * proves little; an emulator on this machine settles at once, and a simulated cloud has a clock of its own.
 */
public interface Pace {

    /** The date and time as the cloud sees it. */
    Instant now();

    /** Time since some fixed moment; the difference of two is how long something took. */
    Duration elapsed();

    /** Lets this much time pass. */
    void pause(Duration duration) throws InterruptedException;

    /** How many consecutive agreeing reads prove what takes {@code reads} of them on AWS. */
    int settled(int reads);

    /** How long to pause between two reads or attempts that on AWS stand {@code interval} apart. */
    Duration interval(Duration interval);

    /** For how long to wait for what on AWS comes about within {@code limit}. */
    Duration limit(Duration limit);

    /** For how long an error is borne that on AWS may go away within {@code limit}. */
    Duration patience(Duration limit);

    /** AWS itself: every figure as given. */
    Pace EVENTUAL = new Pace() {
        @Override
        public Instant now() {
            return InstantSource.system().instant();
        }

        @Override
        public Duration elapsed() {
            return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }

        @Override
        public int settled(int reads) {
            return reads;
        }

        @Override
        public Duration interval(Duration interval) {
            return interval;
        }

        @Override
        public Duration limit(Duration limit) {
            return limit;
        }

        @Override
        public Duration patience(Duration limit) {
            return limit;
        }
    };

    /** A cloud without replicas: one read proves, and nothing is waited for long. */
    Pace IMMEDIATE = new Pace() {
        private static final Duration LONGEST_INTERVAL = Duration.ofMillis(50);
        private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
        private static final Duration LONGEST_PATIENCE = Duration.ofMillis(500);

        @Override
        public Instant now() {
            return InstantSource.system().instant();
        }

        @Override
        public Duration elapsed() {
            return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }

        @Override
        public int settled(int reads) {
            return 1;
        }

        @Override
        public Duration interval(Duration interval) {
            return shorter(interval, LONGEST_INTERVAL);
        }

        @Override
        public Duration limit(Duration limit) {
            return shorter(limit, LONGEST_WAIT);
        }

        @Override
        public Duration patience(Duration limit) {
            return shorter(limit, LONGEST_PATIENCE);
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    };
}
