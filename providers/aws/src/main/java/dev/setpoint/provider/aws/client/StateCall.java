package dev.setpoint.provider.aws.client;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Deadline;
import dev.setpoint.engine.spi.Identity;
import java.time.Duration;

/** A request for a state: on behalf of no resource, and not for long, because a lock is waiting for its renewal. */
public record StateCall(Address address, Deadline deadline) implements Call {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    public static StateCall now() {
        return new StateCall(Address.resource("state"), Deadline.in(TIMEOUT));
    }

    @Override
    public Duration timeLeft() {
        return deadline.left();
    }

    @Override
    public void identified(Identity identity) {
        throw new IllegalStateException("A state creates no resources.");
    }

    /** Nobody watches: what takes long enough to be shown is the wait for a lock, and that is not one call. */
    @Override
    public void progress(String message) {}

    /** A cancelled run still saves. */
    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public String ownershipTag() {
        return "";
    }
}
