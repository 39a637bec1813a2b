package dev.setpoint.provider.aws.call;

import dev.setpoint.provider.aws.wait.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of this machine, at the pace of AWS. */
public class WallClock implements Pace {

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
