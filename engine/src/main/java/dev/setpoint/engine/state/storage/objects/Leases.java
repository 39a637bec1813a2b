package dev.setpoint.engine.state.storage.objects;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.spi.state.ObjectStore;
import dev.setpoint.engine.spi.state.ObjectStore.Stored;
import dev.setpoint.engine.state.format.LockHolder;
import dev.setpoint.engine.state.format.LockNote;
import dev.setpoint.engine.state.storage.StoreFailure;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** Takes and breaks the lock of one stack in an object store. */
final class Leases {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final ObjectStore store;
    private final String stack;
    private final Duration length;
    private final LongSupplier clock;

    /**
     * @param length of the leases taken: time for which a dead run keeps others out
     * @param clock time on this machine, in nanoseconds
     */
    Leases(ObjectStore store, String stack, Duration length, LongSupplier clock) {
        this.store = store;
        this.stack = stack;
        this.length = length;
        this.clock = clock;
    }

    /** Takes the lock, waiting at most for the timeout. An expired lock is taken over at once. */
    Result<Lease> take(String command, Duration timeout) {
        var deadline = clock.getAsLong() + timeout.toNanos();
        var mine = LockNote.of(LockHolder.thisProcess(command), length);
        while (true) {
            var begun = clock.getAsLong();
            var made = store.create(Lease.NAME, mine.content());
            if (made.isPresent()) {
                return Result.ok(lease(mine, made.get(), begun));
            }
            var found = store.read(Lease.NAME, LockNote.MAX_BYTES);
            if (found.isEmpty()) {
                // It was released just now.
                continue;
            }
            var there = found.get();
            if (Arrays.equals(there.content(), mine.content())) {
                return Result.ok(lease(mine, new ObjectStore.Written(there.version(), there.now()), begun));
            }
            var other = LockNote.read(there.content());
            if (other.isEmpty()) {
                return Result.failed(unreadableLock());
            }
            if (isOver(other.get(), there)) {
                var taken = takeOver(mine, other.get(), there.version());
                if (taken.isPresent()) {
                    return taken.get();
                }
                continue;
            }
            var left = deadline - clock.getAsLong();
            if (left <= 0 || !paused(left)) {
                return Result.failed(held(other.get(), there));
            }
        }
    }

    /** Takes over an expired lock; empty when another run was faster or the holder has renewed it. */
    private Optional<Result<Lease>> takeOver(LockNote mine, LockNote other, String version) {
        var next = mine.after(other);
        var begun = clock.getAsLong();
        return new IdempotentWrites(store)
                .replace(Lease.NAME, next.content(), version)
                .map(written -> Result.of(
                        lease(next, written, begun),
                        other.brokenBy().isPresent() ? List.of() : List.of(tookOver(other.holder(), other.lease()))));
    }

    private Lease lease(LockNote note, ObjectStore.Written written, long begun) {
        return new Lease(store, stack, note, written, clock, begun);
    }

    /** Tells whether the lock is expired or its process has ended. */
    private static boolean isOver(LockNote note, Stored there) {
        return hasRunOut(note, there) || note.holder().isGone();
    }

    /** Tells whether the lock has expired by the store's clock. */
    private static boolean hasRunOut(LockNote note, Stored there) {
        return there.age().compareTo(note.lease()) > 0;
    }

    /** Waits for a random time, so that many waiting runs do not retry at once. */
    private boolean paused(long left) {
        var most = Math.min(LONGEST_PAUSE.toNanos(), Math.max(1, length.toNanos() / 4));
        var pause = most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
        try {
            Thread.sleep(Duration.ofNanos(Math.min(left, pause)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Diagnostic tookOver(LockHolder other, Duration lease) {
        var why = other.isGone()
                ? "that process has ended"
                : "it has not been renewed for longer than its lease of " + Lease.seconds(lease.toNanos());
        return Diagnostic.warning(
                "SP0717", "Took over the lock on the state of stack `" + stack + "` from " + other + ": " + why + ".");
    }

    private Diagnostic held(LockNote other, Stored there) {
        var end = there.written().plus(other.lease()).truncatedTo(ChronoUnit.SECONDS);
        return StoreFailure.locked(stack, Optional.of(other.holder()))
                .hint("Wait for it with `--lock-timeout 10m`. If that run is dead, its lock expires at " + end
                        + "; to stop a run that is alive, break its lock with `setpoint unlock`.");
    }

    private Diagnostic unreadableLock() {
        var place = store.place() + Lease.NAME;
        return Diagnostic.error(
                        "SP0712",
                        "The lock `" + place + "` cannot be taken: the object there is not a lock of" + " Setpoint.")
                .hint("Look at it with `aws s3 cp " + place + " -`, and remove it when nothing is running.");
    }

    /** Returns the holder of the lock; empty when there is none or it has expired. */
    Optional<LockHolder> holder() {
        return store.read(Lease.NAME, LockNote.MAX_BYTES)
                .flatMap(there -> LockNote.read(there.content())
                        .filter(note -> note.brokenBy().isEmpty() && !isOver(note, there))
                        .map(LockNote::holder));
    }

    /**
     * Breaks the lock: stops its renewal and waits until it expires, because its holder may notice only at its next
     * write.
     *
     * @return the former holder; empty when there was none
     */
    Optional<LockHolder> breakUp() {
        while (true) {
            var found = store.read(Lease.NAME, LockNote.MAX_BYTES);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var there = found.get();
            var note = LockNote.read(there.content());
            if (note.isEmpty()) {
                store.remove(Lease.NAME, there.version());
                return Optional.empty();
            }
            if (isOver(note.get(), there)) {
                return Optional.empty();
            }
            var broken = note.get().broken(breaker(), note.get().lease().minus(there.age()));
            if (note.get().brokenBy().isPresent()
                    || store.replace(Lease.NAME, broken.content(), there.version())
                            .isPresent()) {
                awaitEnd(note.get().run());
                return Optional.of(note.get().holder());
            }
        }
    }

    private void awaitEnd(String run) {
        while (store.read(Lease.NAME, LockNote.MAX_BYTES)
                .filter(there -> isHeldBy(run, there))
                .isPresent()) {
            if (!paused(LONGEST_PAUSE.toNanos())) {
                return;
            }
        }
    }

    private static boolean isHeldBy(String run, Stored there) {
        return LockNote.read(there.content())
                .filter(note -> note.run().equals(run) && !hasRunOut(note, there))
                .isPresent();
    }

    private static String breaker() {
        var here = LockHolder.thisProcess("setpoint unlock");
        return here.user() + " on " + here.host();
    }
}
