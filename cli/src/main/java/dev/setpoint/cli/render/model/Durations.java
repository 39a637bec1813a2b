package dev.setpoint.cli.render.model;

import java.time.Duration;
import java.util.Locale;

/** Durations as text. */
public final class Durations {

    private Durations() {}

    /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}. */
    public static String brief(Duration time) {
        var seconds = time.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
