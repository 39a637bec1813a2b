package dev.setpoint.engine.state.storage;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.StateWriteException;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The exclusive right to write to a {@link Storage}, until it is closed. Every write throws {@link
 * StateWriteException} when the right was lost, and {@link IOException} when there is no writing at all.
 */
public interface LockedStorage extends Storage.Contents, AutoCloseable {

    /** @throws StateWriteException when the right is known to be lost */
    void check();

    /** Whether somebody else had it and did not give it back, so that writes of theirs may still be under way. */
    boolean isContested();

    /**
     * Sees to it that what is journalled from now on lies after a place.
     *
     * @param since as the state says
     */
    void advancePast(JournalPosition since);

    /** The end of what has been journalled. */
    JournalPosition position();

    /**
     * Adds a batch to the journal and returns once it is durable.
     *
     * @param at how many bytes the journal has before it; what follows them is a torn batch, to be written over
     */
    void append(byte[] batch, long at) throws IOException;

    /**
     * Puts this in the place of the state.
     *
     * @param kept what becomes of the state before, where a copy of it is kept
     */
    void write(byte[] state, UnaryOperator<byte[]> kept) throws IOException;

    /**
     * Keeps the state under another name, {@code .migrated} behind its own, and puts this in its place.
     *
     * @param marker what says where the state is now
     */
    void retire(byte[] marker) throws IOException;

    /**
     * Removes the journal: all of it is in the state now.
     *
     * @return warnings of what could not be removed, and does no harm
     */
    List<Diagnostic> emptyJournal() throws IOException;

    @Override
    void close();
}
