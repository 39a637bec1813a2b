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

/** Waits for a file lock inside the operating system, with an end to the waiting that the system call does not have. */
final class BlockingLock {

    private BlockingLock() {}

    /** Empty, and the channel closed, when somebody else has the lock for all of that time. */
    static Optional<FileLock> within(FileChannel channel, Duration timeout) throws IOException, InterruptedException {
        var answer = new CompletableFuture<FileLock>();
        // A platform thread: the system call would hold a carrier of virtual threads.
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

    /** The lock may have come at the very moment of giving up. */
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
