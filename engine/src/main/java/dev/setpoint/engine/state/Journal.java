package dev.setpoint.engine.state;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.seal.DataKey;
import dev.setpoint.engine.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The journal as a file that grows at its end. Many threads append; whatever has gathered while the
 * last batch was being made durable goes out as the next one, so that many entries share one fsync.
 */
final class Journal {

    private final Path file;
    private final Guard guard;
    private final Optional<DataKey> key;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private Batch pending = new Batch();
    private boolean flushing;
    private boolean announced;
    private Optional<StateWriteException> failure = Optional.empty();
    private Optional<FileChannel> channel = Optional.empty();
    private final AtomicLong size = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();

    /** Whether it is still ours to write: the lock may have been broken. */
    @FunctionalInterface
    interface Guard {
        /** @throws StateWriteException when it is not */
        void check();
    }

    private static final class Batch {
        private final List<Value.Map> lines = new ArrayList<>();
        private final CompletableFuture<Void> durable = new CompletableFuture<>();
    }

    /**
     * @param size what of the file is kept; anything after it is torn and will be overwritten
     * @param key to seal what is written with; empty: it stands in clear
     */
    Journal(Path file, long size, Guard guard, Optional<DataKey> key) {
        this.file = file;
        this.size.set(size);
        this.guard = guard;
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
            failure.ifPresent(Journal::rethrow);
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

    /** Puts these lines in the place of all there were; none: the file goes. Nobody may append meanwhile. */
    void restart(List<Value.Map> lines) throws IOException {
        settle();
        closeChannel();
        if (lines.isEmpty()) {
            Files.deleteIfExists(file);
            size.set(0);
            announced = false;
        } else {
            var text = text(lines, 0, true);
            DurableFile.replace(file, text);
            size.set(text.length);
            announced = true;
        }
        batches.incrementAndGet();
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

    /** Ends once all that was appended is written, or cannot be. */
    void close() throws IOException {
        settle();
        closeChannel();
    }

    private void closeChannel() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
            channel = Optional.empty();
        }
    }

    private void flush() {
        for (var batch = next(); batch.isPresent(); batch = next()) {
            try {
                guard.check();
                write(batch.get().lines);
                batch.get().durable.complete(null);
            } catch (IOException e) {
                fail(batch.get(), unwritable(e));
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
        var open = channel.isPresent() ? channel.get() : open();
        var text = text(lines, size.get(), !announced);
        DurableFile.write(open, ByteBuffer.wrap(text));
        open.force(false);
        size.addAndGet(text.length);
        announced = true;
        batches.incrementAndGet();
    }

    private FileChannel open() throws IOException {
        var fresh = !Files.exists(file);
        var opened = fresh ? DurableFile.create(file) : FileChannel.open(file, StandardOpenOption.WRITE);
        channel = Optional.of(opened);
        opened.truncate(size.get());
        opened.position(size.get());
        if (fresh) {
            DurableFile.syncFolder(DurableFile.folderOf(file));
        }
        return opened;
    }

    /** @param first whether these are the first lines that this run writes into the file */
    private byte[] text(List<Value.Map> lines, long batch, boolean first) {
        var text = new ByteArrayOutputStream();
        key.filter(_ -> first).map(k -> JournalText.announcement(k, batch)).ifPresent(text::writeBytes);
        text.writeBytes(JournalText.lines(lines, batch, batch + text.size(), key));
        return text.toByteArray();
    }

    private StateWriteException unwritable(IOException e) {
        return new StateWriteException(
                Diagnostic.error(
                                "SP0722",
                                "The journal `" + file + "` cannot be written: " + DurableFile.reason(e) + ".")
                        .hint(
                                "Nothing more was begun. Make room or give write permission, then run the command again."),
                e);
    }

    private static void rethrow(StateWriteException problem) {
        throw new StateWriteException(problem.diagnostic(), problem);
    }
}
