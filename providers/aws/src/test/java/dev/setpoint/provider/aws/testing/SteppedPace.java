package dev.setpoint.provider.aws.testing;

import dev.setpoint.provider.aws.wait.Pace;
import java.time.Duration;
import java.time.Instant;

/** AWS's figures on a clock that only pauses move. */
public final class SteppedPace implements Pace {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Duration paused = Duration.ZERO;

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Duration elapsed() {
        return paused;
    }

    @Override
    public void pause(Duration duration) {
        now = now.plus(duration);
        paused = paused.plus(duration);
    }

    /** All the time that pauses took. */
    public Duration paused() {
        return paused;
    }
}
