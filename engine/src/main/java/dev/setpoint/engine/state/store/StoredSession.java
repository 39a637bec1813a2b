package dev.setpoint.engine.state.store;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.DataKey;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.Ledger;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.Snapshot;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.state.format.EntryJson;
import dev.setpoint.engine.state.format.MovedStateNote;
import dev.setpoint.engine.state.format.SecretRemoval;
import dev.setpoint.engine.state.format.StateText;
import dev.setpoint.engine.state.storage.LockedStorage;
import dev.setpoint.engine.state.storage.Storage;
import dev.setpoint.engine.state.storage.StoreFailure;
import dev.setpoint.engine.value.Secrets;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A session on a storage: one ledger, one journal, and a lock so that both see entries in the same order. */
final class StoredSession implements Session {

    /** A journal of this many bytes is worth a write of the state, so that it does not fill the disk. */
    private static final long LARGE = 64L << 20;

    private final LockedStorage hold;
    private final Consumer<State> ended;
    private final Sealer sealer;
    private final Optional<DataKey> key;
    private final JournalWriter journal;
    private final Ledger ledger;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Snapshot> written;
    private long limit = LARGE;
    private Secrets secrets = Secrets.NONE;
    private boolean begun;
    private boolean outdated;
    private boolean closed;

    /**
     * @param key to seal what is written with; empty: it stands in clear
     * @param ended is told of the state as it is when the lock is given back
     */
    StoredSession(
            Storage storage,
            LockedStorage hold,
            Sealer sealer,
            Optional<DataKey> key,
            RecordedState recorded,
            Consumer<State> ended) {
        this.ended = ended;
        this.hold = hold;
        this.sealer = sealer;
        this.key = key;
        this.journal = new JournalWriter(storage.journalPlace(), recorded.journalLength(), hold::append, key);
        this.ledger = recorded.ledger();
        this.written = recorded.written();
        this.outdated = recorded.isOutdated();
        this.begun = recorded.journalLength() > 0;
    }

    @Override
    public State state() {
        return locked(ledger::state);
    }

    @Override
    public List<JournalEntry.Intent> unidentified() {
        return locked(ledger::unidentified);
    }

    @Override
    public long nextChange() {
        return locked(ledger::nextChange);
    }

    @Override
    public void record(JournalEntry entry) {
        // A batch that cannot be written fails every later call: nobody need wait for this one.
        var _ = append(entry);
    }

    @Override
    public void commit(JournalEntry entry) {
        JournalWriter.await(append(entry));
    }

    private CompletableFuture<Void> append(JournalEntry entry) {
        var safe = entry.redacted(locked(ledger::redaction));
        var json = EntryJson.write(safe);
        return locked(() -> {
            if (closed) {
                throw new StateWriteException(Diagnostic.error(
                        "SP0724", "The run has ended; what a late call did will be looked up by the next one."));
            }
            if (outdated || journal.size() > limit) {
                emptyJournal();
            }
            ledger.apply(safe);
            var lines = begun
                    ? List.of(json)
                    : List.of(JournalContents.Header.of(ledger.state()).json(), json);
            begun = true;
            return journal.append(lines);
        });
    }

    private void emptyJournal() {
        if (save(outdated) instanceof Result.Failed<State>(var diagnostics)) {
            throw new StateWriteException(diagnostics.getFirst());
        }
        limit = Math.max(LARGE, 2 * journal.size());
    }

    @Override
    public Result<State> checkpoint() {
        return locked(() -> save(false));
    }

    @Override
    public Result<State> write(UnaryOperator<State> change) {
        return locked(() -> {
            var before = ledger.state();
            var changed = change.apply(before);
            var after = changed.redacted()
                    .withSensitiveOutputs(revealed(before, changed))
                    .withSerial(before.serial());
            // Where nothing else is to be written, an older format stays as it is.
            if (!outdated || !after.equals(before.redacted())) {
                ledger.replace(after);
            }
            return save(false);
        });
    }

    /** The values of sensitive outputs: under a key they can be kept. */
    private Value.Map revealed(State before, State changed) {
        if (key.isEmpty()) {
            return Value.Map.EMPTY;
        }
        var values = new LinkedHashMap<String, Value>();
        changed.redacted().outputs().entries().forEach((name, shown) -> {
            var value = changed.outputs().get(name).orElse(shown);
            if (value.holdsSecret() && value.isKnown() && !value.holdsDigest()) {
                values.put(name, value.revealedDeep());
            } else if (before.redacted().outputs().get(name).equals(Optional.of(shown))) {
                before.sensitiveOutputs().get(name).ifPresent(known -> values.put(name, known));
            }
        });
        return new Value.Map(values);
    }

    /**
     * Puts the state of another place in the place of this one.
     *
     * @param begun creations there that nobody knows the end of
     */
    Result<State> adopt(State other, List<JournalEntry.Intent> begun) {
        return locked(() -> {
            // It counts on from the higher of the two serials.
            var serial = Math.max(other.serial() - 1, ledger.state().serial());
            var kept = key.isPresent() ? other.sensitiveOutputs() : Value.Map.EMPTY;
            ledger.replace(other.redacted().withSensitiveOutputs(kept).withSerial(serial));
            var known = ledger.unidentified();
            begun.stream()
                    .filter(intent -> known.stream().noneMatch(intent::meansTheSameAs))
                    .forEach(intent -> ledger.apply(intent.withChange(ledger.nextChange())));
            return save(false);
        });
    }

    /** Sets the state aside and lets this stand in its place. */
    Result<State> retire(MovedStateNote moved) {
        return checkpoint()
                .then(last -> locked(() -> {
                    try {
                        hold.retire(moved.content());
                        return Result.ok(last);
                    } catch (IOException e) {
                        return Result.failed(unwritable(e));
                    } catch (StateWriteException e) {
                        return Result.failed(e.diagnostic());
                    }
                }));
    }

    /** Writes the state in any case, so that whoever knew it before cannot write over it any more. */
    Result<State> fence() {
        return locked(() -> save(true));
    }

    /** State first, journal then: in between, the state says how much of the journal it holds. */
    private Result<State> save(boolean anyway) {
        try {
            journal.settle();
            hold.check();
            var now = ledger.state();
            var open = ledger.openEntries();
            var position = hold.position();
            var changed = written.map(snapshot -> !snapshot.hasSameContent(now, open))
                    .orElseGet(() -> !isFresh(now) || !open.isEmpty());
            // Where a journal has places, the state must say which of them it holds before they are removed.
            var moved =
                    begun && !position.equals(written.map(Snapshot::position).orElse(JournalPosition.NONE));
            if (changed || moved || anyway) {
                var next = next(now, open, changed, position);
                hold.write(StateText.write(next, key), before -> kept(before, next.state()));
                written = Optional.of(next);
                outdated = false;
                ledger.replace(next.state());
            }
            var warnings = hold.emptyJournal();
            journal.emptied();
            begun = false;
            return Result.of(ledger.state(), warnings);
        } catch (IOException e) {
            return Result.failed(unwritable(e));
        } catch (StateWriteException e) {
            return Result.failed(e.diagnostic());
        }
    }

    /** An earlier state as it may stay beside this one: under the same key, or without what is secret now. */
    private byte[] kept(byte[] before, State now) {
        return key.map(k -> StateText.backup(before, sealer, k))
                .orElseGet(() -> StateText.backup(before, new SecretRemoval(now, secrets)));
    }

    @Override
    public void conceal(Secrets hidden) {
        locked(() -> {
            secrets = hidden;
            return hidden;
        });
    }

    private Snapshot next(State now, List<JournalEntry> open, boolean changed, JournalPosition position) {
        if (outdated) {
            ledger.upgradeDigests();
            return new Snapshot(ledger.state().withSerial(now.serial() + 1), ledger.openEntries(), position);
        }
        return new Snapshot(changed ? now.withSerial(now.serial() + 1) : now, open, position);
    }

    private static Diagnostic unwritable(IOException e) {
        return StoreFailure.of(
                "SP0706",
                "The state cannot be written",
                e,
                "Nothing is lost: the journal beside it holds what was done, and the next run takes it in."
                        + " Make room or give write permission first.");
    }

    static boolean isFresh(State state) {
        return state.serial() == 0
                && state.isEmpty()
                && state.run().isEmpty()
                && state.outputs().entries().isEmpty();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                journal.settle();
                ended.accept(ledger.state());
                hold.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
