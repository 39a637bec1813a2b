package dev.setpoint.engine.state;

import java.util.List;

/**
 * A state as it is stored.
 *
 * @param begun what was going on when it was written: intents without an end, and identities that they have got
 * @param position everything journalled up to there is in it
 */
public record Snapshot(State state, List<JournalEntry> openEntries, JournalPosition position) {

    public Snapshot {
        openEntries = List.copyOf(openEntries);
    }

    /** Creations of which nobody knows whether their object is there. */
    public List<JournalEntry.Intent> unidentified() {
        var ledger = new Ledger(state);
        openEntries.forEach(ledger::apply);
        return ledger.unidentified();
    }

    /** Whether it says the same, as far as resources go. */
    public boolean hasSameContent(State other, List<JournalEntry> open) {
        return state.equals(other) && openEntries.equals(open);
    }
}
