package dev.setpoint.engine.state;

import java.util.List;

/**
 * A state as stored.
 *
 * @param openEntries intents that had not ended when the state was written, and the identities that they had got
 * @param position position up to which the state contains the journal
 */
public record Snapshot(State state, List<JournalEntry> openEntries, JournalPosition position) {

    public Snapshot {
        openEntries = List.copyOf(openEntries);
    }

    /** Returns creations whose object may or may not exist. */
    public List<JournalEntry.Intent> unidentified() {
        var ledger = new Ledger(state);
        openEntries.forEach(ledger::apply);
        return ledger.unidentified();
    }

    /** Tells whether it has this state and these open entries. The position is not compared. */
    public boolean hasSameContent(State other, List<JournalEntry> open) {
        return state.equals(other) && openEntries.equals(open);
    }
}
