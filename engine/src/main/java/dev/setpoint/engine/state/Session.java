package dev.setpoint.engine.state;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.value.Secrets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The exclusive right to change the state of one stack, until it is closed. The state changes by
 * {@link JournalEntry entries}, each journalled; whoever replays the journal after a crash gets the very state
 * that the run had. Safe for many threads.
 */
public interface Session extends AutoCloseable {

    /** The state as it was read, with every entry since. */
    State state();

    /** Creations, those of an earlier run included, of which nobody knows whether their object is there. */
    List<JournalEntry.Intent> unidentified();

    /** A number for the entries of one change, never used in this journal before. */
    long nextChange();

    /**
     * Journals an entry without waiting: it is durable at the latest with the next {@link #commit} or
     * {@link #checkpoint}, and never before what was recorded earlier.
     *
     * @throws StateWriteException when the journal cannot be written any more
     */
    void record(JournalEntry entry);

    /**
     * Journals an entry and returns once it and all before it are durable.
     *
     * @throws StateWriteException when the journal cannot be written any more
     */
    void commit(JournalEntry entry);

    /**
     * Writes the state, if it has changed since it was last written, with what is going on beside it, and
     * empties the journal.
     *
     * @return the state as written
     */
    Result<State> checkpoint();

    /**
     * Changes the state as a whole and writes it; nothing is recorded in between.
     *
     * @param change given the state as it is now
     */
    Result<State> write(UnaryOperator<State> change);

    /** Says what is secret in this run, so that no copy of an earlier state keeps it in clear. */
    void conceal(Secrets secrets);

    /** Gives the lock back. What was recorded but not committed may be lost. */
    @Override
    void close();
}
