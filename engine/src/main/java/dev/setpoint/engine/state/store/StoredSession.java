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

/** A session on a storage, with one ledger and one journal. A lock gives both the same order of entries. */
final class StoredSession implements Session {

    /** Length of the journal, in bytes, after which the state is written so that the journal does not fill the disk. */
    private static final long LARGE = 64L << 20;

    private final LockedStorage lockedStorage;
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
     * @param key key to encrypt state and journal with; empty for plain text
     * @param ended called with the final state when the lock is released
     */
    StoredSession(
            Storage storage,
            LockedStorage lockedStorage,
            Sealer sealer,
            Optional<DataKey> key,
            RecordedState recorded,
            Consumer<State> ended) {
        this.ended = ended;
        this.lockedStorage = lockedStorage;
        this.sealer = sealer;
        this.key = key;
        this.journal = new JournalWriter(storage.journalPlace(), recorded.journalLength(), lockedStorage::append, key);
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
        // A failed write makes every later call fail, so nothing waits for this one.
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
                        "SP0724", "The run has ended; the next run looks up the result of a late call."));
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
            // An older format is kept while there is nothing else to write.
            if (!outdated || !after.equals(before.redacted())) {
                ledger.replace(after);
            }
            return save(false);
        });
    }

    /** Returns the values of sensitive outputs, which an encrypted state keeps. */
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
     * Replaces this state with one from another place.
     *
     * @param begun creations of that state that may have been carried out
     */
    Result<State> adopt(State other, List<JournalEntry.Intent> begun) {
        return locked(() -> {
            // The serial continues from the higher of the two.
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

    /** Renames the state and writes a note in its place. */
    Result<State> retire(MovedStateNote moved) {
        return checkpoint()
                .then(last -> locked(() -> {
                    try {
                        lockedStorage.retire(moved.content());
                        return Result.ok(last);
                    } catch (IOException e) {
                        return Result.failed(unwritable(e));
                    } catch (StateWriteException e) {
                        return Result.failed(e.diagnostic());
                    }
                }));
    }

    /** Writes the state even if it is unchanged, so that a run that has read it before can no longer overwrite it. */
    Result<State> fence() {
        return locked(() -> save(true));
    }

    /** Writes the state, then empties the journal. The state records how much of the journal it contains. */
    private Result<State> save(boolean anyway) {
        try {
            journal.settle();
            lockedStorage.check();
            var now = ledger.state();
            var open = ledger.openEntries();
            var position = lockedStorage.position();
            var changed = written.map(snapshot -> !snapshot.hasSameContent(now, open))
                    .orElseGet(() -> !isFresh(now) || !open.isEmpty());
            // The state must record the journal position before the segments up to it are removed.
            var moved =
                    begun && !position.equals(written.map(Snapshot::position).orElse(JournalPosition.NONE));
            if (changed || moved || anyway) {
                var next = next(now, open, changed, position);
                lockedStorage.write(StateText.write(next, key), before -> kept(before, next.state()));
                written = Optional.of(next);
                outdated = false;
                ledger.replace(next.state());
            }
            var warnings = lockedStorage.emptyJournal();
            journal.emptied();
            begun = false;
            return Result.of(ledger.state(), warnings);
        } catch (IOException e) {
            return Result.failed(unwritable(e));
        } catch (StateWriteException e) {
            return Result.failed(e.diagnostic());
        }
    }

    /** Returns the backup of an earlier state: encrypted with the same key, or without present secrets. */
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
                "Nothing is lost: the journal beside it has recorded the changes, and the next run adds them to"
                        + " the state. Free disk space or give write permission first.");
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
                lockedStorage.close();
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
