package dev.setpoint.engine.verify;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Deadline;
import dev.setpoint.engine.spi.Identity;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A provider call for a verification check.
 *
 * @param stopped true when the check should end early
 */
record ProofCall(Address address, Deadline deadline, Event.Listener listener, BooleanSupplier stopped) implements Call {

    @Override
    public Duration timeLeft() {
        return deadline.left();
    }

    @Override
    public void identified(Identity identity) {
        throw new IllegalStateException("A proof makes nothing that stays, so nothing can be identified: " + identity);
    }

    @Override
    public void progress(String message) {
        listener.on(new Event.Waiting(address, message));
    }

    @Override
    public boolean cancelled() {
        return stopped.getAsBoolean();
    }

    /** Returns an empty tag, because a check creates nothing that stays. */
    @Override
    public String ownershipTag() {
        return "";
    }
}
