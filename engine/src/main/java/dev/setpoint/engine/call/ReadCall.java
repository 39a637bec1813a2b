package dev.setpoint.engine.call;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Deadline;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A call that only reads. */
public record ReadCall(
        Address address,
        Deadline deadline,
        String ownershipTag,
        Event.Listener listener,
        Predicate<Optional<Value.Map>> doubt,
        List<Value.Map> spellings)
        implements Call {

    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(10);

    /** Returns a read call for an address, without progress events. */
    public static ReadCall of(Address address) {
        return new ReadCall(address, Deadline.in(USUAL_TIMEOUT), "", Event.Listener.NONE, _ -> false, List.of());
    }

    public ReadCall doubting(Predicate<Optional<Value.Map>> unexpected) {
        return new ReadCall(address, deadline, ownershipTag, listener, unexpected, spellings);
    }

    public ReadCall spelling(List<Value.Map> names) {
        return new ReadCall(address, deadline, ownershipTag, listener, doubt, names);
    }

    @Override
    public Duration timeLeft() {
        return deadline.left();
    }

    @Override
    public boolean doubts(Optional<Value.Map> live) {
        return doubt.test(live);
    }

    @Override
    public void identified(Identity identity) {
        throw new IllegalStateException("A plan makes nothing, so nothing can be identified: " + identity);
    }

    @Override
    public void progress(String message) {
        listener.on(new Event.Waiting(address, message));
    }

    @Override
    public boolean cancelled() {
        return false;
    }
}
