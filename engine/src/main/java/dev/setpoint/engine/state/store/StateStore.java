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

/** The state of one stack, wherever it is kept. */
public final class StateStore implements AutoCloseable {

    /** How often to read again when somebody else writes meanwhile. */
    private static final int READS = 5;

    /** How often a run that was overtaken may get in its last write. */
    private static final int OPENINGS = 3;

    private final Storage storage;
    private final String stack;
    private final Sealer sealer;
    private final Consumer<State> used;
    private final Optional<String> witness;

    /** @param sealer through which every byte passes on its way to and from the storage */
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

    /** The same store, which tells of a state that was found in it, and of every lock that was taken or given back. */
    public StateStore onUse(Consumer<State> listener) {
        return new StateStore(storage, stack, sealer, listener, witness);
    }

    /**
     * The same store, which fails when there is no state in it.
     *
     * @param known tells that there was one: {@code the note `shop.backend.json`}
     */
    public StateStore expecting(String known) {
        return new StateStore(storage, stack, sealer, used, Optional.of(known));
    }

    /** Where it is, for a person. */
    public String place() {
        return storage.place();
    }

    /** Whether machines share it, so that its lock is a lease. */
    public boolean isShared() {
        return storage.isShared();
    }

    /** The state as it is now, with what a run that was cut short had journalled; takes no lock and changes nothing. */
    public Result<State> read() {
        return loading(TreatAsAbsent.NOTHING).load(storage.contents(), READS).then(recorded -> {
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
                            "The last apply was cut short, and there is no journal of it: what it created may exist"
                                    + " already.")
                    .hint("Run `setpoint apply`: it takes over what bears the mark of that run, and says what to"
                            + " import."));
        }
        return recorded.ledger().unidentified().stream()
                .map(StateStore::cutShort)
                .toList();
    }

    /** Without the lock nobody may look for the object and settle what became of it. */
    private static Diagnostic cutShort(JournalEntry.Intent intent) {
        return Diagnostic.warning(
                        "SP0715",
                        "The last apply was cut short while it created `" + intent.address() + "` (" + intent.type()
                                + "): it may exist already.")
                .hint("Run `setpoint apply` to recover: it looks for the object first and takes it from there.");
    }

    /**
     * The state here, if there is anything in it to be looked after: empty when there is none, or one without resources,
     * or one that was moved away.
     */
    public Result<Optional<State>> existingState() {
        return loading(TreatAsAbsent.MOVED)
                .load(storage.contents(), READS)
                .map(recorded -> Optional.of(recorded.ledger().state())
                        .filter(state -> !state.isEmpty()
                                || !recorded.ledger().unidentified().isEmpty()));
    }

    /** Puts an empty state in the place of one that was moved elsewhere or is lost; does nothing where there is none. */
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

    /** The state as a document, in clear, for people and for {@link StatePush}. */
    public Result<String> pull() {
        return read().map(state -> new String(
                StateText.write(new Snapshot(state, List.of(), JournalPosition.NONE), Optional.empty()),
                StandardCharsets.UTF_8));
    }

    /**
     * Takes the lock. Fails when somebody else has it and does not give it back within the timeout:
     * the diagnostic says who and since when.
     *
     * @param command what the lock is for, shown to whoever finds it taken: {@code setpoint apply}
     * @param timeout how long to wait; zero: not at all
     */
    public Result<Session> lock(String command, Duration timeout) {
        return session(command, timeout, TreatAsAbsent.NOTHING).map(session -> session);
    }

    /** @param anew what is as good as no state */
    Result<StoredSession> session(String command, Duration timeout, TreatAsAbsent anew) {
        return storage.lock(stack, command, timeout).then(hold -> {
            var opened = open(hold, loading(anew));
            if (opened instanceof Result.Failed) {
                hold.close();
            }
            return opened.map(session -> {
                used.accept(session.state());
                return session;
            });
        });
    }

    private Result<StoredSession> open(LockedStorage hold, StateLoader loading) {
        try {
            for (var left = OPENINGS - 1; ; left--) {
                var opened = session(hold, loading);
                if (!hold.isContested()) {
                    return opened;
                }
                // Whoever had the lock before must find the state changed, if they still come to write it.
                var fenced = opened.then(session -> session.fence().map(_ -> session));
                if (fenced instanceof Result.Ok || opened instanceof Result.Failed || left == 0) {
                    return fenced;
                }
                hold.check();
            }
        } catch (StateWriteException e) {
            return Result.failed(e.diagnostic());
        }
    }

    private Result<StoredSession> session(LockedStorage hold, StateLoader loading) {
        // A key that is not to be had must show before anything is changed.
        return loading.load(hold, 1)
                .then(recorded -> sealer.key().map(key -> {
                    hold.advancePast(recorded.position());
                    return new StoredSession(storage, hold, sealer, key, recorded, used);
                }));
    }

    private StateLoader loading(TreatAsAbsent anew) {
        return new StateLoader(storage, stack, sealer, anew, witness);
    }

    /** Who has the lock; empty when nobody has. */
    public Result<Optional<LockHolder>> holder() {
        return storage.holder(stack);
    }

    /**
     * Takes the lock away from whoever has it; a run that still goes on finds its next write refused.
     *
     * @return who had it; empty when nobody had
     */
    public Result<Optional<LockHolder>> breakLock() {
        return storage.breakLock(stack);
    }

    /**
     * Writes the state and its backup anew, with the key that the stack names now, so that earlier ones are needed no
     * more.
     *
     * @param timeout how long to wait for the lock
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
