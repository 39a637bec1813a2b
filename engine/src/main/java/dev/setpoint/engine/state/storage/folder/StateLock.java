package dev.setpoint.engine.state.storage.folder;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.file.LinkTarget;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.state.format.LockHolder;
import dev.setpoint.engine.state.format.StateJson;
import dev.setpoint.engine.state.storage.StoreFailure;
import dev.setpoint.engine.value.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * An exclusive file lock of the operating system on {@code state.lock}, which is released when the process dies. The
 * holder is written to a second file, because closing another handle of the locked file would release the lock.
 */
final class StateLock implements AutoCloseable {

    /** A semaphore for each lock file, because file locks do not exclude threads of the same process. */
    private static final Map<Path, Semaphore> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path file;
    private final Path holderFile;
    private final FileLock lock;
    private final Semaphore turn;
    private final Object inode;

    private StateLock(Path file, FileLock lock, Semaphore turn, Object inode) {
        this.file = file;
        this.holderFile = holderFile(file);
        this.lock = lock;
        this.turn = turn;
        this.inode = inode;
    }

    static Path holderFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".holder");
    }

    /** Takes the lock, waiting at most for the timeout. The folder must exist. */
    static Result<StateLock> take(Path file, String stack, String command, Duration timeout) {
        var deadline = System.nanoTime() + timeout.toNanos();
        try {
            var turn = turn(file);
            if (!turn.tryAcquire(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS)) {
                return Result.failed(StoreFailure.locked(stack, holder(file)));
            }
            var taken = Optional.<StateLock>empty();
            try {
                taken = locked(file, turn, deadline);
                if (taken.isEmpty()) {
                    return Result.failed(StoreFailure.locked(stack, holder(file)));
                }
                DurableFile.replace(
                        holderFile(file),
                        (Json.pretty(LockHolder.thisProcess(command).json()) + "\n").getBytes(StandardCharsets.UTF_8));
                return Result.ok(taken.get());
            } finally {
                if (taken.isEmpty()) {
                    turn.release();
                }
            }
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                            "SP0712", "The lock `" + file + "` cannot be taken: " + DurableFile.reason(e) + ".")
                    .hint("The state is stored in this folder: the user who runs Setpoint must be able to write"
                            + " to it."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.failed(StoreFailure.locked(stack, holder(file)));
        }
    }

    private static Semaphore turn(Path file) throws IOException {
        return IN_THIS_PROCESS.computeIfAbsent(LinkTarget.real(file), _ -> new Semaphore(1, true));
    }

    private static Optional<StateLock> locked(Path file, Semaphore turn, long deadline)
            throws IOException, InterruptedException {
        while (true) {
            makeSure(file);
            var before = inode(file);
            var channel = DurableFile.open(file);
            var lock = lock(channel, deadline);
            if (lock.isEmpty()) {
                channel.close();
                return Optional.empty();
            }
            // The lock was broken meanwhile, so the locked file may be one that no other process opens.
            var after = inode(file);
            if (after.isPresent() && after.equals(before) && lock.get().isValid()) {
                return Optional.of(new StateLock(file, lock.get(), turn, after.get()));
            }
            channel.close();
        }
    }

    private static void makeSure(Path file) throws IOException {
        if (!Files.exists(file)) {
            DurableFile.open(file).close();
        }
    }

    /** Waits in the operating system instead of polling. */
    private static Optional<FileLock> lock(FileChannel channel, long deadline)
            throws IOException, InterruptedException {
        var now = Optional.ofNullable(channel.tryLock());
        var left = deadline - System.nanoTime();
        if (now.isPresent() || left <= 0) {
            return now;
        }
        return BlockingLock.within(channel, Duration.ofNanos(left));
    }

    /**
     * Reads the holder file; empty when it belongs to a dead process and the present holder is just writing its own.
     */
    private static Optional<LockHolder> holder(Path file) {
        try {
            return LockHolder.read(StateJson.mapOf(
                            Json.kept(new String(DurableFile.read(holderFile(file)), StandardCharsets.UTF_8)),
                            "holder"))
                    .filter(holder -> !holder.isGone());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the holder of the lock; empty when there is none, even if a killed process has left its holder file. */
    static Optional<LockHolder> current(Path file) throws IOException {
        return isHeld(file) ? Optional.of(holder(file).orElseGet(LockHolder::unknown)) : Optional.empty();
    }

    private static boolean isHeld(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        var turn = turn(file);
        if (!turn.tryAcquire()) {
            return true;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        } finally {
            turn.release();
        }
    }

    /** Breaks the lock: deletes the lock file, so that the next process locks a new one. */
    static Optional<LockHolder> breakUp(Path file) throws IOException {
        var holder = current(file);
        if (holder.isPresent()) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(holderFile(file));
        }
        return holder;
    }

    /** @throws StateWriteException when somebody else broke the lock */
    void check() {
        if (!inode(file).equals(Optional.of(inode))) {
            throw new StateWriteException(Diagnostic.error(
                            "SP0711", "The lock `" + file + "` was broken during this run; nothing more is written.")
                    .hint("Run `setpoint plan` once the other run has ended: what this run began is in its journal."));
        }
    }

    /** Returns the inode, which differs for a new file of the same name. */
    private static Optional<Object> inode(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(Optional.ofNullable(attributes.fileKey()).orElseGet(attributes::creationTime));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            if (inode(file).equals(Optional.of(inode))) {
                Files.deleteIfExists(holderFile);
            }
            lock.release();
            lock.acquiredBy().close();
        } catch (IOException e) {
            // The lock ends with the process at the latest. A holder file without a lock is ignored.
            return;
        } finally {
            turn.release();
        }
    }
}
