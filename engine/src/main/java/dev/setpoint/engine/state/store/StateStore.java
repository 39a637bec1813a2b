package dev.setpoint.engine.state.store;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.Snapshot;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.state.format.LockHolder;
import dev.setpoint.engine.state.format.StateText;
import dev.setpoint.engine.state.storage.LockedStorage;
import dev.setpoint.engine.state.storage.LostState;
import dev.setpoint.engine.state.storage.Storage;
import dev.setpoint.engine.state.store.StateLoader.TreatAsAbsent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads, locks and changes the state of one stack, in any storage. */
public final class StateStore implements AutoCloseable {

    /** Limit of reads while another process writes. */
    private static final int READS = 5;

    /** Limit of attempts to open a state while an overtaken run still writes. */
    private static final int OPENINGS = 3;

    private final Storage storage;
    private final String stack;
    private final Sealer sealer;
    private final Consumer<State> used;
    private final Optional<String> witness;

    /** @param sealer encrypts and decrypts everything in the storage */
    public StateStore(Storage storage, String stack, Sealer sealer) {
        this(storage, stack, sealer, _ -> {}, Optional.empty());
    }

    private StateStore(Storage storage, String stack, Sealer sealer, Consumer<State> used, Optional<String> witness) {
        this.storage = storage;
        this.stack = stack;
        this.sealer = sealer;
        this.used = used;
        this.witness = witness;
    }

    /**
     * Returns this store with a listener, which is called when a state is found and when the lock is taken or
     * released.
     */
    public StateStore onUse(Consumer<State> listener) {
        return new StateStore(storage, stack, sealer, listener, witness);
    }

    /**
     * Returns this store, so that it fails when the state is missing.
     *
     * @param known evidence that a state existed: {@code the note `shop.backend.json`}
     */
    public StateStore expecting(String known) {
        return new StateStore(storage, stack, sealer, used, Optional.of(known));
    }

    /** Returns the place of the state for messages. */
    public String place() {
        return storage.place();
    }

    /** Tells whether machines share the storage, so that its lock is a lease. */
    public boolean isShared() {
        return storage.isShared();
    }

    /** Reads the state together with the journal of an interrupted run. Takes no lock and changes nothing. */
    public Result<State> read() {
        return loader(TreatAsAbsent.NOTHING).load(storage.contents(), READS).then(recorded -> {
            if (!recorded.ledger().state().isEmpty()) {
                used.accept(recorded.ledger().state());
            }
            return Result.of(recorded.ledger().state(), notes(recorded));
        });
    }

    private static List<Diagnostic> notes(RecordedState recorded) {
        if (recorded.isJournalLost()) {
            return List.of(Diagnostic.warning(
                            "SP0716",
                            "The last apply was interrupted, and its journal is missing: objects that it"
                                    + " created may exist already.")
                    .hint("Run `setpoint apply`: it adds the objects with the tag of that run to the state, and"
                            + " says which others to import."));
        }
        return recorded.ledger().unidentified().stream()
                .map(StateStore::cutShort)
                .toList();
    }

    /** Returns a warning about an open creation, which can be looked up only under the lock. */
    private static Diagnostic cutShort(JournalEntry.Intent intent) {
        return Diagnostic.warning(
                        "SP0715",
                        "The last apply was interrupted while it created `" + intent.address() + "` (" + intent.type()
                                + "): it may exist already.")
                .hint("Run `setpoint apply` to recover: it looks for the object first and continues from there.");
    }

    /** Returns the existing state; empty when there is none, it has no resources, or it was moved away. */
    public Result<Optional<State>> existingState() {
        return loader(TreatAsAbsent.MOVED)
                .load(storage.contents(), READS)
                .map(recorded -> Optional.of(recorded.ledger().state())
                        .filter(state -> !state.isEmpty()
                                || !recorded.ledger().unidentified().isEmpty()));
    }

    /** Replaces a moved or lost state by an empty one. Does nothing when there is no state. */
    public Result<Boolean> reinitialize(String command, Duration timeout) {
        var there = storage.contents().state();
        return (LostState.isLost(there)
                        ? Result.ok(true)
                        : there.map(stored -> stored.filter(StateText::isMoved).isPresent()))
                .then(needed -> needed
                        ? session(command, timeout, TreatAsAbsent.MOVED_OR_LOST).then(session -> {
                            try (session) {
                                return session.fence().map(_ -> true);
                            }
                        })
                        : Result.ok(false));
    }

    /** Returns the state as a plain-text document, for people and for {@link StatePush}. */
    public Result<String> pull() {
        return read().map(state -> new String(
                StateText.write(new Snapshot(state, List.of(), JournalPosition.NONE), Optional.empty()),
                StandardCharsets.UTF_8));
    }

    /**
     * Takes the lock. Fails when somebody else holds it and does not release it within the timeout. The diagnostic
     * names the holder and the time.
     *
     * @param command command that needs the lock, shown to others who wait for it: {@code setpoint apply}
     * @param timeout time to wait; zero for no wait
     */
    public Result<Session> lock(String command, Duration timeout) {
        return session(command, timeout, TreatAsAbsent.NOTHING).map(session -> session);
    }

    /** @param anew states that count as missing */
    Result<StoredSession> session(String command, Duration timeout, TreatAsAbsent anew) {
        return storage.lock(stack, command, timeout).then(locked -> {
            var opened = open(locked, loader(anew));
            if (opened instanceof Result.Failed) {
                locked.close();
            }
            return opened.map(session -> {
                used.accept(session.state());
                return session;
            });
        });
    }

    private Result<StoredSession> open(LockedStorage locked, StateLoader loader) {
        try {
            for (var left = OPENINGS - 1; ; left--) {
                var opened = session(locked, loader);
                if (!locked.isContested()) {
                    return opened;
                }
                // Write the state, so that an earlier holder that still tries to write it is refused.
                var fenced = opened.then(session -> session.fence().map(_ -> session));
                if (fenced instanceof Result.Ok || opened instanceof Result.Failed || left == 0) {
                    return fenced;
                }
                locked.check();
            }
        } catch (StateWriteException e) {
            return Result.failed(e.diagnostic());
        }
    }

    private Result<StoredSession> session(LockedStorage locked, StateLoader loader) {
        // An unavailable key must be reported before any change.
        return loader.load(locked, 1)
                .then(recorded -> sealer.key().map(key -> {
                    locked.advancePast(recorded.position());
                    return new StoredSession(storage, locked, sealer, key, recorded, used);
                }));
    }

    private StateLoader loader(TreatAsAbsent anew) {
        return new StateLoader(storage, stack, sealer, anew, witness);
    }

    /** Returns the holder of the lock; empty when there is none. */
    public Result<Optional<LockHolder>> holder() {
        return storage.holder(stack);
    }

    /**
     * Breaks the lock. A run that still holds it fails at its next write.
     *
     * @return the former holder; empty when there was none
     */
    public Result<Optional<LockHolder>> breakLock() {
        return storage.breakLock(stack);
    }

    /**
     * Writes the state and its backup with the current key of the stack, so that earlier keys are no longer needed.
     *
     * @param timeout time to wait for the lock
     */
    public Result<State> reseal(String command, Duration timeout) {
        return session(command, timeout, TreatAsAbsent.NOTHING).then(session -> {
            try (session) {
                return session.fence();
            }
        });
    }

    @Override
    public void close() {
        storage.close();
        sealer.close();
    }

    String stack() {
        return stack;
    }

    Sealer sealer() {
        return sealer;
    }
}
