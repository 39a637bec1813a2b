package dev.setpoint.engine.state.store;

import dev.setpoint.engine.seal.DataKey;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.state.format.JournalText;
import dev.setpoint.engine.state.storage.StoreFailure;
import dev.setpoint.engine.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Appends entries to the journal, from many threads. Entries that arrive during a write form the next batch, so that
 * many entries share one fsync or request.
 */
final class JournalWriter {

    private final String place;
    private final Log log;
    private final Optional<DataKey> key;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private Batch pending = new Batch();
    private boolean flushing;
    private boolean announced;
    private Optional<StateWriteException> failure = Optional.empty();
    private final AtomicLong size = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();

    /** Writes batches durably. */
    @FunctionalInterface
    interface Log {
        /**
         * @param at length of the journal before it, in bytes
         * @throws StateWriteException when the lock was lost
         */
        void append(byte[] batch, long at) throws IOException;
    }

    private static final class Batch {
        private final List<Value.Map> lines = new ArrayList<>();
        private final CompletableFuture<Void> durable = new CompletableFuture<>();
    }

    /**
     * @param place place for messages
     * @param size length of the valid journal so far, in bytes
     * @param key key to encrypt entries with; empty for plain text
     */
    JournalWriter(String place, long size, Log log, Optional<DataKey> key) {
        this.place = place;
        this.size.set(size);
        this.log = log;
        this.key = key;
    }

    /** Returns the length of the journal, in bytes. */
    long size() {
        return size.get();
    }

    /** Returns the number of durable writes. */
    long batches() {
        return batches.get();
    }

    /**
     * Adds lines to the next batch.
     *
     * @return completes when the lines are durable
     * @throws StateWriteException when an earlier batch could not be written
     */
    CompletableFuture<Void> append(List<Value.Map> lines) {
        lock.lock();
        try {
            failure.ifPresent(JournalWriter::rethrow);
            pending.lines.addAll(lines);
            if (!flushing) {
                flushing = true;
                Thread.startVirtualThread(this::flush);
            }
            return pending.durable;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the line is durable. */
    static void await(CompletableFuture<Void> durable) {
        try {
            durable.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StateWriteException problem) {
                throw problem;
            }
            throw e;
        }
    }

    /** Resets the length after the journal was removed. No append may be running. */
    void emptied() {
        size.set(0);
        announced = false;
    }

    /** Waits until no write is running. */
    void settle() {
        lock.lock();
        try {
            while (flushing) {
                idle.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void flush() {
        for (var batch = next(); batch.isPresent(); batch = next()) {
            try {
                write(batch.get().lines);
                batch.get().durable.complete(null);
            } catch (IOException e) {
                fail(batch.get(), unwritable(e));
            } catch (OutOfMemoryError e) {
                // Callers that wait for it must not wait for ever.
                fail(batch.get(), unwritable(new IOException("no memory is left", e)));
            } catch (StateWriteException e) {
                fail(batch.get(), e);
            }
        }
    }

    private Optional<Batch> next() {
        lock.lock();
        try {
            if (pending.lines.isEmpty() || failure.isPresent()) {
                failure.ifPresent(pending.durable::completeExceptionally);
                flushing = false;
                idle.signalAll();
                return Optional.empty();
            }
            var batch = pending;
            pending = new Batch();
            return Optional.of(batch);
        } finally {
            lock.unlock();
        }
    }

    /** Stops the journal after a failed write, because the content on disk is then unknown. */
    private void fail(Batch batch, StateWriteException problem) {
        lock.lock();
        try {
            failure = Optional.of(problem);
        } finally {
            lock.unlock();
        }
        batch.durable.completeExceptionally(problem);
    }

    private void write(List<Value.Map> lines) throws IOException {
        var text = text(lines, size.get(), !announced);
        log.append(text, size.get());
        size.addAndGet(text.length);
        announced = true;
        batches.incrementAndGet();
    }

    /** @param first true for the first lines that this run writes */
    private byte[] text(List<Value.Map> lines, long batch, boolean first) {
        var text = new ByteArrayOutputStream();
        key.filter(_ -> first).map(k -> JournalText.keyLine(k, batch)).ifPresent(text::writeBytes);
        text.writeBytes(JournalText.lines(lines, batch, batch + text.size(), key));
        return text.toByteArray();
    }

    private StateWriteException unwritable(IOException e) {
        return new StateWriteException(
                StoreFailure.of(
                        "SP0722",
                        "The journal `" + place + "` cannot be written",
                        e,
                        "No more changes were started. Free disk space or give write permission, then run the"
                                + " command again."),
                e);
    }

    private static void rethrow(StateWriteException problem) {
        throw new StateWriteException(problem.diagnostic(), problem);
    }
}
