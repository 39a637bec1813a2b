package dev.setpoint.engine.state;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.value.Secrets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The exclusive right to change the state of one stack, until it is closed. {@link JournalEntry Entries} change the
 * state, and each is written to the journal. Replaying the journal after a crash gives the same state. Thread-safe.
 */
public interface Session extends AutoCloseable {

    /** Returns the state as read, with all entries since. */
    State state();

    /** Returns creations, also of earlier runs, whose object may or may not exist. */
    List<JournalEntry.Intent> unidentified();

    /** Returns a number for the entries of one change that is new in this journal. */
    long nextChange();

    /**
     * Writes an entry to the journal without waiting. It is durable at the latest with the next {@link #commit} or
     * {@link #checkpoint}, and never before earlier entries.
     *
     * @throws StateWriteException when the journal can no longer be written
     */
    void record(JournalEntry entry);

    /**
     * Writes an entry to the journal and returns when it and all earlier ones are durable.
     *
     * @throws StateWriteException when the journal can no longer be written
     */
    void commit(JournalEntry entry);

    /**
     * Writes the state, if it has changed, together with the open entries, and empties the journal.
     *
     * @return the state as written
     */
    Result<State> checkpoint();

    /**
     * Changes the state as a whole and writes it, without entries in between.
     *
     * @param change maps the present state to the new one
     */
    Result<State> write(UnaryOperator<State> change);

    /** Sets the secrets of this run, so that no backup of an earlier state keeps them in plain text. */
    void conceal(Secrets secrets);

    /** Releases the lock. Entries that were recorded and not committed may be lost. */
    @Override
    void close();
}
