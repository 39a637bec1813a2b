package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.step.StepNotBegun;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Deadline;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One create, read, update or delete call to a provider.
 *
 * @param onIdentified journals the identity
 * @param open set by {@link Call#unanswered}
 * @param doubt see {@link Call#doubts}
 * @param awaits see {@link Call#awaits}
 * @param spellings see {@link Call#spellings}
 */
public record ProviderOperation(
        Address address,
        Deadline deadline,
        String ownershipTag,
        Consumer<Identity> onIdentified,
        AtomicBoolean open,
        Event.Listener listener,
        Cancellation cancellation,
        StopPoint beginning,
        Predicate<Optional<Value.Map>> doubt,
        boolean awaits,
        List<Value.Map> spellings)
        implements Call {

    /** Returns a call that creates nothing. */
    public static ProviderOperation of(
            Address address, Duration timeout, String tag, Event.Listener listener, Cancellation cancellation) {
        return new ProviderOperation(
                address,
                Deadline.in(timeout),
                tag,
                _ -> {},
                new AtomicBoolean(),
                listener,
                cancellation,
                new StopPoint(cancellation),
                _ -> false,
                false,
                List.of());
    }

    public ProviderOperation identifying(Consumer<Identity> action) {
        return new ProviderOperation(
                address,
                deadline,
                ownershipTag,
                action,
                open,
                listener,
                cancellation,
                beginning,
                doubt,
                awaits,
                spellings);
    }

    public ProviderOperation doubting(Predicate<Optional<Value.Map>> unexpected) {
        return new ProviderOperation(
                address,
                deadline,
                ownershipTag,
                onIdentified,
                open,
                listener,
                cancellation,
                beginning,
                unexpected,
                awaits,
                spellings);
    }

    /** @param exists true when the object is known to exist */
    public ProviderOperation awaiting(boolean exists) {
        return new ProviderOperation(
                address,
                deadline,
                ownershipTag,
                onIdentified,
                open,
                listener,
                cancellation,
                beginning,
                doubt,
                exists,
                spellings);
    }

    /** @param names properties as the spec or the plan writes them */
    public ProviderOperation spelling(Value.Map names) {
        return new ProviderOperation(
                address,
                deadline,
                ownershipTag,
                onIdentified,
                open,
                listener,
                cancellation,
                beginning,
                doubt,
                awaits,
                List.of(names));
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
        onIdentified.accept(identity);
    }

    @Override
    public void unanswered() {
        open.set(true);
    }

    /** Tells whether a failed request may have been carried out all the same. */
    public boolean isUnanswered() {
        return open.get();
    }

    @Override
    public void progress(String message) {
        listener.on(new Event.Waiting(address, message));
    }

    @Override
    public boolean cancelled() {
        return cancellation.isAborting();
    }

    @Override
    public void beforeChange() {
        beginning.pass();
    }

    /** Tells whether it was stopped before its first request that changes something. */
    public boolean isNotBegun() {
        return beginning.wasStopped();
    }

    /** Returns the exception that the step reports. */
    public RuntimeException failure(RuntimeException problem) {
        return isNotBegun() ? new StepNotBegun(problem) : problem;
    }
}
