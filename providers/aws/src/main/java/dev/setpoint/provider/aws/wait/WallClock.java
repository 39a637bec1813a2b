package dev.setpoint.provider.aws.wait;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Paces of clouds outside this process, on the clock of this machine. */
public enum WallClock implements Pace {
    /** AWS itself. */
    EVENTUAL,

    /** A cloud without replicas: one read proves, and nothing is waited for long. */
    IMMEDIATE {
        private static final Duration LONGEST_INTERVAL = Duration.ofMillis(50);
        private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
        private static final Duration LONGEST_PATIENCE = Duration.ofMillis(500);

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
    };

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

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
}
