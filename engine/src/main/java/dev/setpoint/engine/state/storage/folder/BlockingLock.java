package dev.setpoint.engine.state.storage.folder;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a file lock with a timeout, which the system call lacks. */
final class BlockingLock {

    private BlockingLock() {}

    /** Waits for the lock. Returns empty and closes the channel when the timeout ends first. */
    static Optional<FileLock> within(FileChannel channel, Duration timeout) throws IOException, InterruptedException {
        var answer = new CompletableFuture<FileLock>();
        // A platform thread, because the system call would block a carrier of virtual threads.
        var waiter = Thread.ofPlatform().daemon().name("state-lock").start(() -> {
            try {
                answer.complete(channel.lock());
            } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return Optional.of(answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            waiter.interrupt();
            waiter.join();
            return late(answer);
        } catch (ExecutionException e) {
            throw new IOException("The lock could not be waited for: " + e.getCause(), e);
        }
    }

    /** Returns a lock that was acquired just when the timeout ended. */
    private static Optional<FileLock> late(CompletableFuture<FileLock> answer)
            throws IOException, InterruptedException {
        try {
            return Optional.of(answer.get()).filter(FileLock::isValid);
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case FileLockInterruptionException _, ClosedByInterruptException _ -> Optional.empty();
                case null, default -> throw new IOException("The lock could not be waited for: " + e.getCause(), e);
            };
        }
    }
}
