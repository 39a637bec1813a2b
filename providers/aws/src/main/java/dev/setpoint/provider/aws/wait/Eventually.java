package dev.setpoint.provider.aws.wait;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.provider.aws.error.Errors;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The waits of one {@link Call}. Two of them carry nearly all eventual consistency: {@link #retry} while
 * an error lasts, and {@link #until} enough reads agree. Both say what is waited for, end at the
 * call's deadline (TIMEOUT) and stop when the user no longer wants to wait (CANCELLED). See behaviour.md#waits.
 */
public final class Eventually {

    private static final Duration FOREVER = Duration.ofDays(365);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Enough reads to tell a cloud with replicas from one without. */
    private static final int SEVERAL = 2;

    /** Number of reads after which a doubtful answer is believed. See behaviour.md#waits. */
    private static final Settled DOUBTED = new Settled(4, Duration.ofSeconds(2), Duration.ofMinutes(2));

    private final Pace pace;
    private final Call call;
    private final Predicate<ProviderException> unseen;

    public Eventually(Pace pace, Call call) {
        this(pace, call, _ -> false);
    }

    private Eventually(Pace pace, Call call, Predicate<ProviderException> unseen) {
        this.pace = pace;
        this.call = call;
        this.unseen = unseen;
    }

    /** Waits for an object that exists: these errors come from a replica that does not know the object yet. */
    public Eventually unseen(Predicate<ProviderException> errors) {
        return new Eventually(pace, call, errors);
    }

    /**
     * Runs the action, again while it fails so.
     *
     * @param passing the errors that may go away: see {@link Errors}
     * @param limit after which the error is final
     * @param waitingFor completes "waiting for …": "the new role to be known to KMS"
     * @throws ProviderException the action's own when it is another one or outlasts the limit
     */
    public <T> T retry(Predicate<ProviderException> passing, Duration limit, String waitingFor, Supplier<T> action) {
        var wait = new Wait(pace, call, pace.patience(limit), waitingFor);
        var pause = FIRST_PAUSE;
        while (true) {
            try {
                return action.get();
            } catch (ProviderException e) {
                if (!passing.test(e) || wait.over()) {
                    throw e;
                }
            }
            wait.pause(pause);
            pause = longer(pause);
        }
    }

    /** Retries as {@link #retry(Predicate, Duration, String, Supplier)} does, for an action without a result. */
    public void retry(Predicate<ProviderException> passing, Duration limit, String waitingFor, Runnable action) {
        Supplier<Boolean> done = () -> {
            action.run();
            return true;
        };
        retry(passing, limit, waitingFor, done);
    }

    /**
     * Waits until the condition held for enough consecutive reads.
     *
     * @throws ProviderException of kind TIMEOUT when it does not within the limit
     */
    public void until(Settled settled, String waitingFor, BooleanSupplier condition) {
        reads(settled, waitingFor, condition::getAsBoolean, held -> held);
    }

    /**
     * Reads what was just written until enough consecutive reads show it. Where nothing needs time to
     * settle the first read is the truth, whatever it shows.
     *
     * @return the last read
     * @throws ProviderException of kind TIMEOUT when reads do not show it within the limit
     */
    public <T> T shown(Settled settled, String waitingFor, Supplier<T> read, Predicate<T> shows) {
        return pace.settled(SEVERAL) == 1 ? read.get() : reads(settled, waitingFor, read, shows);
    }

    /**
     * Reads until enough consecutive reads are equal.
     *
     * @throws ProviderException of kind TIMEOUT when they are not within the limit
     */
    public <T> T agreeing(Settled settled, String waitingFor, Supplier<T> read) {
        var last = read.get();
        if (pace.settled(settled.reads()) == 1) {
            return last;
        }
        // One of the agreeing reads is behind us.
        var others = new Settled(settled.reads() - 1, settled.interval(), settled.limit());
        var previous = new AtomicReference<>(last);
        return reads(others, waitingFor, read, next -> next.equals(previous.getAndSet(next)));
    }

    private <T> T reads(Settled settled, String waitingFor, Supplier<T> read, Predicate<T> shows) {
        var wait = new Wait(pace, call, pace.limit(settled.limit()), waitingFor);
        var needed = pace.settled(settled.reads());
        var agreeing = 0;
        while (true) {
            var found = seen(read, wait);
            agreeing = found.filter(shows).isPresent() ? agreeing + 1 : 0;
            if (agreeing >= needed) {
                return found.orElseThrow();
            }
            if (wait.over()) {
                throw wait.timeout();
            }
            wait.pause(settled.interval());
        }
    }

    /** Empty when the replica that answered does not know the object yet. */
    private <T> Optional<T> seen(Supplier<T> read, Wait wait) {
        try {
            return Optional.of(read.get());
        } catch (ProviderException e) {
            if (!unseen.test(e) || wait.over()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * Reads once, and again while the answer is in doubt: a replica that lags behind shows what was, another one
     * what is. A doubtful answer stands when every read gave one.
     */
    public <T> T believed(String waitingFor, Predicate<T> doubtful, Supplier<T> read) {
        var wait = new Wait(pace, call, pace.limit(DOUBTED.limit()), waitingFor);
        var found = read.get();
        for (var others = pace.settled(DOUBTED.reads()) - 1; others > 0 && doubtful.test(found); others--) {
            wait.pause(DOUBTED.interval());
            found = read.get();
        }
        return found;
    }

    /**
     * Removes what was seen a moment ago. An answer that it is gone may come from a replica which has not heard of
     * it yet, so it stands only when every attempt got it.
     *
     * @param gone the errors that say so
     */
    public void removed(Predicate<ProviderException> gone, Runnable removal) {
        believed(
                "certainty about " + call.address(),
                wasGone -> wasGone,
                () -> Errors.unless(gone, () -> {
                            removal.run();
                            return true;
                        })
                        .isEmpty());
    }

    /**
     * Removes an object as {@link #removed(Predicate, Runnable)} does, and waits until it is gone.
     *
     * @param object completes "waiting for … to be gone"
     */
    public void removed(
            Predicate<ProviderException> gone,
            Settled settled,
            String object,
            Runnable removal,
            BooleanSupplier isGone) {
        removed(gone, removal);
        until(settled, object + " to be gone", isGone);
    }

    /**
     * Reads until there is something to read.
     *
     * @throws ProviderException of kind TIMEOUT when nothing appears within the limit
     */
    public <T> T appears(Duration limit, String waitingFor, Supplier<Optional<T>> read) {
        var wait = new Wait(pace, call, pace.patience(limit), waitingFor);
        var pause = FIRST_PAUSE;
        while (true) {
            var found = seen(read, wait).flatMap(value -> value);
            if (found.isPresent()) {
                return found.get();
            }
            if (wait.over()) {
                throw wait.timeout();
            }
            wait.pause(pause);
            pause = longer(pause);
        }
    }

    /** Throws when the user no longer wants to wait or the call's time is up. */
    public void check() {
        Wait.check(call);
    }

    /** Throws when the user has stopped the run before the call changed anything. */
    public void beforeChange() {
        call.beforeChange();
    }

    /** Tells the call of a changing request without an answer. */
    public void unanswered() {
        call.unanswered();
    }

    /** A wait that its user paces: between attempts of one request. */
    public Wait patient(Duration limit, String waitingFor) {
        return new Wait(pace, call, pace.patience(limit), waitingFor);
    }

    /** A wait for as long as the call may last. */
    public Wait toDeadline(String waitingFor) {
        return new Wait(pace, call, FOREVER, waitingFor);
    }

    private static Duration longer(Duration pause) {
        var next = pause.multipliedBy(3).dividedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
}
