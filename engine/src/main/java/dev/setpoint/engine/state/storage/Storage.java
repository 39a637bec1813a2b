package dev.setpoint.engine.state.storage;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.format.LockHolder;
import dev.setpoint.engine.state.store.StateStore;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the bytes of one stack's state are kept: the state, the journal of what was done since, and a lock. What
 * the bytes say is {@link StateStore}'s business.
 */
public interface Storage extends AutoCloseable {

    /** How long a lock in an object store outlives the run that died with it. */
    Duration LEASE = Duration.ofSeconds(60);

    /** As it stands in a sentence: {@code /home/me/stack/.setpoint/shop/state.json}, {@code s3://bucket/key}. */
    String place();

    /** Likewise, of the journal. */
    String journalPlace();

    /** What to do when the state there is damaged. */
    String recoveryHint();

    /** Whether machines share it: objects are whole or not there, and the lock is a lease. */
    boolean isShared();

    /** What is there now, as whoever holds no lock sees it. */
    Contents contents();

    /**
     * Takes the lock. Fails when somebody else has it and does not give it back within the timeout.
     *
     * @param stack for sentences
     * @param command what the lock is for
     */
    Result<LockedStorage> lock(String stack, String command, Duration timeout);

    /** Who has the lock; empty when nobody has. */
    Result<Optional<LockHolder>> holder(String stack);

    /** Takes the lock away from whoever has it, and returns who had. */
    Result<Optional<LockHolder>> breakLock(String stack);

    @Override
    void close();

    /** State and journal, to be read. */
    interface Contents {

        /** Empty when there is none yet. */
        Result<Optional<byte[]>> state();

        /**
         * What was journalled after a place, all batches joined.
         *
         * @param since as the state says
         */
        Result<byte[]> journal(JournalPosition since);
    }
}
