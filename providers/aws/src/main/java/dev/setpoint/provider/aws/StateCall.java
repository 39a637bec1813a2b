package dev.setpoint.provider.aws;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import java.time.Duration;
import java.time.Instant;

/** A request on behalf of the state and of no resource. */
record StateCall(Address address, Instant deadline) implements Call {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    static StateCall now() {
        return new StateCall(Address.resource("state"), Instant.now().plus(TIMEOUT));
    }

    @Override
    public void identified(Identity identity) {
        throw new IllegalStateException("A state makes no resources.");
    }

    @Override
    public void progress(String message) {}

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public String ownershipTag() {
        return "";
    }
}
