package dev.setpoint.engine.state.storage.objects;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.state.ObjectStore;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.state.format.LockNote;
import dev.setpoint.engine.state.storage.StoreFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A lock that is held as long as it is renewed. When it has not been renewed for its length, by the store's clock,
 * others may take it over. So a run that was suspended may have lost it without knowing. Each write therefore checks
 * the lease before, and afterwards compares the time of the store's answer. If the lease had not expired by then, no
 * other run can have started. Otherwise the lease must be renewed first, which fails for a run that was overtaken.
 */
final class Lease implements AutoCloseable {

    static final String NAME = ".lock";

    /** Rounding of the store's times, which are whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    private final IdempotentWrites writes;
    private final String stack;
    private final LongSupplier clock;
    private final ReentrantLock turn = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private LockNote note;
    private String version;
    private long renewedHere;
    private Instant renewedThere;
    private Optional<StateWriteException> lost = Optional.empty();

    /**
     * @param clock clock of this machine in nanoseconds, to measure durations
     * @param begun time on that clock before the request that took the lock
     */
    Lease(ObjectStore store, String stack, LockNote note, ObjectStore.Written taken, LongSupplier clock, long begun) {
        this.writes = new IdempotentWrites(store);
        this.stack = stack;
        this.note = note;
        this.clock = clock;
        this.version = taken.version();
        this.renewedHere = begun;
        this.renewedThere = notAfter(taken, begun);
    }

    /** Starts to renew the lease, three times per length, until it is closed or lost. */
    Lease keepAlive() {
        Thread.ofVirtual().name("lease").start(() -> {
            try {
                while (!closed.await(note.lease().toNanos() / 3, TimeUnit.NANOSECONDS)) {
                    renewQuietly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return this;
    }

    /** Renews the lease and ignores failures: the next renewal tries again, and the next write reports a lost lease. */
    private void renewQuietly() {
        turn.lock();
        try {
            if (lost.isEmpty() && closed.getCount() > 0) {
                renew(note.renewed());
            }
        } catch (StateWriteException | ProviderException e) {
            return;
        } finally {
            turn.unlock();
        }
    }

    /** Returns the number of earlier runs that lost the lock without releasing it and may not know yet. */
    long rank() {
        turn.lock();
        try {
            return note.rank();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Asks the store whether this run still holds the lock.
     *
     * @throws StateWriteException when the lock is lost
     */
    void requireHeldInStore() {
        confirm(() -> true);
    }

    /**
     * Checks before a write that the lock is held.
     *
     * @throws StateWriteException when the lock is lost
     */
    void check() {
        confirm(this::hasRunOutHere);
    }

    /**
     * Checks after a write that the lock was still held when the store answered.
     *
     * @throws StateWriteException when it may have been lost, so that the write does not count
     */
    void confirm(Instant answered) {
        confirm(() -> !answered.isBefore(renewedThere.plus(note.lease())));
    }

    private interface Doubt {
        boolean any();
    }

    private void confirm(Doubt doubt) {
        turn.lock();
        try {
            requireHeld();
            if (doubt.any()) {
                renewNow(note.renewed());
            }
        } finally {
            turn.unlock();
        }
    }

    private void requireHeld() {
        lost.ifPresent(problem -> {
            throw new StateWriteException(problem.diagnostic(), problem);
        });
    }

    private void renewNow(LockNote next) {
        try {
            renew(next);
        } catch (ProviderException e) {
            var problem = StoreFailure.of("SP0727", "The lock `" + place() + "` cannot be renewed", e);
            throw new StateWriteException(
                    problem.hint(problem.hint()
                            .orElse("No more changes were started. Run the command again: the journal has"
                                    + " recorded those that were.")),
                    e);
        }
    }

    private void renew(LockNote next) {
        var begun = clock.getAsLong();
        var written = writes.replace(NAME, next.content(), version).orElseThrow(this::lose);
        note = next;
        version = written.version();
        renewedHere = begun;
        renewedThere = notAfter(written, begun);
    }

    /** Returns a time on the store's clock that is certainly not after the write of the object. */
    private Instant notAfter(ObjectStore.Written written, long begun) {
        return written.now().minusNanos(clock.getAsLong() - begun).minus(ROUNDING);
    }

    private StateWriteException lose() {
        var now = writes.store().read(NAME, LockNote.MAX_BYTES).flatMap(found -> LockNote.read(found.content()));
        var problem = new StateWriteException(Diagnostic.error(
                        "SP0711",
                        "This run has lost the lock on the state of stack `" + stack + "`, so it writes nothing more: "
                                + now.map(this::loss).orElseGet(this::absence)
                                + ".")
                .hint("Calls that were under way may have been carried out. Run `setpoint plan` when nothing else is"
                        + " running: what this run had begun is in the journal."));
        lost = Optional.of(problem);
        return problem;
    }

    private String loss(LockNote other) {
        return other.run().equals(note.run())
                ? other.brokenBy().map(by -> "it was broken by " + by).orElse("it was changed by something else")
                : "it had not been renewed for " + sinceRenewed() + " and was taken over by " + other.holder();
    }

    private String absence() {
        return hasRunOutHere()
                ? "it had not been renewed for " + sinceRenewed() + ", and was taken over by a run that has ended since"
                : "the lock was removed, though this run did not release it";
    }

    private boolean hasRunOutHere() {
        return clock.getAsLong() - renewedHere >= note.lease().toNanos();
    }

    private String sinceRenewed() {
        return seconds(clock.getAsLong() - renewedHere);
    }

    static String seconds(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos)) + " s";
    }

    private String place() {
        return writes.store().place() + NAME;
    }

    /** Releases the lock if this run still holds it. */
    @Override
    public void close() {
        closed.countDown();
        turn.lock();
        try {
            if (lost.isEmpty()) {
                writes.store().remove(NAME, version);
            }
        } catch (ProviderException e) {
            // Without renewal, the lock expires. The next run takes it over and reports that.
            return;
        } finally {
            turn.unlock();
        }
    }
}
