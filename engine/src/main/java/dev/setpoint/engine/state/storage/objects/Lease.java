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
 * A lock that is held for as long as it is renewed. Others may take it over once it has not been renewed for its
 * length, by the store's clock; so a run that slept may have lost it without knowing. Therefore whoever writes
 * under it asks before, and after the write shows when the store answered: had the lease not run out by then,
 * nobody else can have begun; else it must be renewed first, which fails for whoever was overtaken.
 */
final class Lease implements AutoCloseable {

    static final String NAME = ".lock";

    /** The store's times are in whole seconds. */
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
     * @param clock time on this machine in nanoseconds, for how long something took
     * @param begun by that clock, before the request that took the lock was sent
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

    /** Renews the lease three times in its length, until it is closed or lost. */
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

    /** A renewal that cannot be sent is tried again with the next one; a lease that was lost shows at the next write. */
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

    /** How many runs before this one lost the lock without giving it back, and may still believe to have it. */
    long rank() {
        turn.lock();
        try {
            return note.rank();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Asks the store, whatever is believed here.
     *
     * @throws StateWriteException when the lock is lost
     */
    void requireHeldInStore() {
        confirm(() -> true);
    }

    /**
     * Before a write.
     *
     * @throws StateWriteException when the lock is lost
     */
    void check() {
        confirm(this::hasRunOutHere);
    }

    /**
     * After a write: whether the lock was still held when the store answered it.
     *
     * @throws StateWriteException when it may not have been: the write counts for nothing
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
                            .orElse("Nothing more was begun. Run the command again: the journal knows what was"
                                    + " begun.")),
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

    /** A time that is certainly not after the object was written, by the store's clock. */
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
                : "the lock was removed, though this run did not give it back";
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

    /** Gives the lock back, if it is still this one's. */
    @Override
    public void close() {
        closed.countDown();
        turn.lock();
        try {
            if (lost.isEmpty()) {
                writes.store().remove(NAME, version);
            }
        } catch (ProviderException e) {
            // Not renewed any more, it runs out by itself: who comes next takes it over and says so.
            return;
        } finally {
            turn.unlock();
        }
    }
}
