package dev.setpoint.engine.state.storage;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.StateWriteException;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The exclusive right to write to a {@link Storage}, until it is closed. Every write throws {@link
 * StateWriteException} when the right was lost, and {@link IOException} when writing is not possible.
 */
public interface LockedStorage extends Storage.Contents, AutoCloseable {

    /** @throws StateWriteException when the lock is known to be lost */
    void check();

    /**
     * Tells whether the lock was taken over from a run that did not release it, so that its writes may still arrive.
     */
    boolean isContested();

    /**
     * Makes all entries from now on come after a position.
     *
     * @param since position from the state
     */
    void advancePast(JournalPosition since);

    /** Returns the position at the end of the journal. */
    JournalPosition position();

    /**
     * Adds a batch to the journal and returns when it is durable.
     *
     * @param at length of the journal before the batch, in bytes; bytes after it are a torn batch and are overwritten
     */
    void append(byte[] batch, long at) throws IOException;

    /**
     * Replaces the state.
     *
     * @param kept converts the previous state for its backup
     */
    void write(byte[] state, UnaryOperator<byte[]> kept) throws IOException;

    /**
     * Renames the state, with {@code .migrated} added to its name, and writes a marker in its place.
     *
     * @param marker note with the new place of the state
     */
    void retire(byte[] marker) throws IOException;

    /**
     * Removes the journal, because the state contains all of it.
     *
     * @return warnings about files that could not be removed and do no harm
     */
    List<Diagnostic> emptyJournal() throws IOException;

    @Override
    void close();
}
