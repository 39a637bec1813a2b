package dev.setpoint.provider.aws.wait;

import java.time.Duration;

/** Spans of time as people write them. */
final class Durations {

    private Durations() {}

    /** {@code 45 s}, {@code 2 min 5 s}. */
    static String text(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
