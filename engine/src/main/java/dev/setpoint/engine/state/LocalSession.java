package dev.setpoint.engine.state;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.DataKey;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A session on a folder: one ledger, one journal, and a lock so that both see entries in the same order. */
final class LocalSession implements Session {

    /** A journal of this many bytes is worth a write of the state, so that it does not fill the disk. */
    private static final long LARGE = 64L << 20;

    private final StateLock stateLock;
    private final StateFile file;
    private final Optional<DataKey> key;
    private final Journal journal;
    private final Ledger ledger;
    private final Redaction redaction;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<State> written;
    private long limit = LARGE;
    private boolean begun;
    private boolean closed;

    LocalSession(StateLock stateLock, StateFile file, Optional<DataKey> key, Journal journal, Recorded recorded) {
        this.stateLock = stateLock;
        this.file = file;
        this.key = key;
        this.journal = journal;
        this.ledger = recorded.ledger();
        this.written = recorded.written();
        this.redaction = new Redaction(ledger.state().lineage());
        this.begun = recorded.journalLength() > 0;
    }

    @Override
    public State state() {
        return locked(ledger::state);
    }

    @Override
    public List<Entry.Intent> unidentified() {
        return locked(ledger::unidentified);
    }

    @Override
    public long nextChange() {
        return locked(ledger::nextChange);
    }

    @Override
    public void record(Entry entry) {
        // A batch that cannot be written fails every later call: nobody need wait for this one.
        var _ = append(entry);
    }

    @Override
    public void commit(Entry entry) {
        Journal.await(append(entry));
    }

    private CompletableFuture<Void> append(Entry entry) {
        var safe = entry.redacted(redaction);
        var json = EntryJson.write(safe);
        return locked(() -> {
            if (closed) {
                throw new StateWriteException(Diagnostic.error(
                        "SP0724", "The run has ended; what a late call did will be looked up by the next one."));
            }
            if (journal.size() > limit) {
                emptyJournal();
            }
            ledger.apply(safe);
            var lines = begun
                    ? List.of(json)
                    : List.of(JournalFile.Header.of(ledger.state()).json(), json);
            begun = true;
            return journal.append(lines);
        });
    }

    private void emptyJournal() {
        if (checkpoint() instanceof Result.Failed<State>(var diagnostics)) {
            throw new StateWriteException(diagnostics.getFirst());
        }
        limit = Math.max(LARGE, 2 * journal.size());
    }

    @Override
    public Result<State> checkpoint() {
        return locked(() -> save(ledger.state()));
    }

    @Override
    public Result<State> write(UnaryOperator<State> change) {
        return locked(() -> {
            var before = ledger.state();
            ledger.replace(change.apply(before).redacted().withSerial(before.serial()));
            return save(ledger.state());
        });
    }

    /** State first, journal then: in between, the journal's serial tells that it is in the state already. */
    private Result<State> save(State now) {
        try {
            journal.settle();
            stateLock.check();
            var changed = !written.equals(Optional.of(now)) && !(written.isEmpty() && isFresh(now));
            if (changed) {
                var next = now.withSerial(now.serial() + 1);
                file.write(next, key);
                written = Optional.of(next);
                ledger.replace(next);
            }
            restartJournal();
            return Result.ok(ledger.state());
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                            "SP0706", "The state cannot be written: " + DurableFile.reason(e) + ".")
                    .hint("Nothing is lost: the journal beside it holds what was done, and the next run takes it in."
                            + " Make room or give write permission first."));
        } catch (StateWriteException e) {
            return Result.failed(e.diagnostic());
        }
    }

    private static boolean isFresh(State state) {
        return state.serial() == 0
                && state.isEmpty()
                && state.run().isEmpty()
                && state.outputs().entries().isEmpty();
    }

    private void restartJournal() throws IOException {
        if (!begun) {
            return;
        }
        var lines = new ArrayList<Value.Map>();
        for (var entry : ledger.openEntries()) {
            lines.add(EntryJson.write(entry));
        }
        if (!lines.isEmpty()) {
            lines.addFirst(JournalFile.Header.of(ledger.state()).json());
        }
        journal.restart(lines);
        begun = !lines.isEmpty();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            journal.close();
        } catch (IOException e) {
            // Every entry that mattered was awaited; a close that fails loses none of them.
            return;
        } finally {
            stateLock.close();
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
