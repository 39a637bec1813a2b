package dev.setpoint.provider.sandbox.testing;

import dev.setpoint.provider.sandbox.call.Settings;
import java.time.Instant;
import java.time.InstantSource;

/** Clock of a cloud that only pauses advance, however long a test takes. */
public final class StandingClock {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));

    private StandingClock() {}

    public static Settings settings() {
        return Settings.DEFAULT.withWall(NOON);
    }
}
