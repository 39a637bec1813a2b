package dev.setpoint.engine.state.storage;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.format.LockHolder;
import dev.setpoint.engine.state.store.StateStore;
import java.time.Duration;
import java.util.Optional;

/** Storage of one stack's state, journal and lock as bytes. {@link StateStore} interprets them. */
public interface Storage extends AutoCloseable {

    /** Time after which the lock of a dead run in an object store expires. */
    Duration LEASE = Duration.ofSeconds(60);

    /**
     * Returns the place of the state for messages: {@code /home/me/stack/.setpoint/shop/state.json}, {@code
     * s3://bucket/key}.
     */
    String place();

    /** Returns the place of the journal for messages. */
    String journalPlace();

    /** Returns the hint for a damaged state. */
    String recoveryHint();

    /** Tells whether machines share it. Its objects are then complete or missing, and the lock is a lease. */
    boolean isShared();

    /** Returns the present contents, read without a lock. */
    Contents contents();

    /**
     * Takes the lock. Fails when somebody else holds it and does not release it within the timeout.
     *
     * @param stack name for messages
     * @param command command that needs the lock
     */
    Result<LockedStorage> lock(String stack, String command, Duration timeout);

    /** Returns the holder of the lock; empty when there is none. */
    Result<Optional<LockHolder>> holder(String stack);

    /** Breaks the lock and returns its holder. */
    Result<Optional<LockHolder>> breakLock(String stack);

    @Override
    void close();

    /** Readable state and journal. */
    interface Contents {

        /** Reads the state; empty when there is none yet. */
        Result<Optional<byte[]>> state();

        /**
         * Reads the journal after a position, with all batches joined.
         *
         * @param since position from the state
         */
        Result<byte[]> journal(JournalPosition since);
    }
}
