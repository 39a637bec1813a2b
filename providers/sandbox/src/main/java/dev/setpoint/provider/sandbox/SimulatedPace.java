package dev.setpoint.provider.sandbox;

import dev.setpoint.provider.aws.wait.Pace;
import java.time.Duration;
import java.time.Instant;

/** Waits on the sandbox's clock: as long as on AWS, without costing real time. */
final class SimulatedPace implements Pace {

    private final Sandbox sandbox;

    SimulatedPace(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Instant now() {
        return sandbox.clock().world();
    }

    @Override
    public Duration elapsed() {
        return sandbox.clock().own();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sandbox.clock().pause(duration);
    }

    /** Reads once when writes are visible at once. */
    @Override
    public int settled(int reads) {
        return sandbox.settings().visibility().upTo().isZero() ? 1 : reads;
    }
}
