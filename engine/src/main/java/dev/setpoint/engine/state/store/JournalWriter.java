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
 * The journal as a text that grows at its end. Many threads append; whatever has gathered while the
 * last batch was being made durable goes out as the next one, so that many entries share one fsync or request.
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

    /** Where batches become durable. */
    @FunctionalInterface
    interface Log {
        /**
         * @param at how many bytes there are before it
         * @throws StateWriteException when it is not ours to write any more
         */
        void append(byte[] batch, long at) throws IOException;
    }

    private static final class Batch {
        private final List<Value.Map> lines = new ArrayList<>();
        private final CompletableFuture<Void> durable = new CompletableFuture<>();
    }

    /**
     * @param place for sentences
     * @param size in bytes, of what is there already and counts
     * @param key to seal what is written with; empty: it stands in clear
     */
    JournalWriter(String place, long size, Log log, Optional<DataKey> key) {
        this.place = place;
        this.size.set(size);
        this.log = log;
        this.key = key;
    }

    /** In bytes. */
    long size() {
        return size.get();
    }

    /** How many times something was made durable. */
    long batches() {
        return batches.get();
    }

    /**
     * Takes a line for the next batch.
     *
     * @return done when the line is durable
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

    /** All of it was removed, while nobody appended. */
    void emptied() {
        size.set(0);
        announced = false;
    }

    /** Waits until nothing is being written any more. */
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
                // Those who wait for it must not wait for ever.
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

    /** After a failed write nothing is known of what is on the disk: no more is written. */
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

    /** @param first whether these are the first lines that this run writes into it */
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
                        "Nothing more was begun. Make room or give write permission, then run the command again."),
                e);
    }

    private static void rethrow(StateWriteException problem) {
        throw new StateWriteException(problem.diagnostic(), problem);
    }
}
