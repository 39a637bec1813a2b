package dev.setpoint.engine.state;

import java.util.Comparator;

/**
 * A position in a shared journal: the fencing token of the run that wrote there, which grows with every run, and the
 * number of its segment. A state records the position up to which it contains the journal. Entries that an overtaken
 * run still writes lie before that position and are ignored.
 *
 * @param segment number of the run's segment, from 1; 0 is before the first
 */
public record JournalPosition(long token, long segment) implements Comparable<JournalPosition> {

    /** The position before all others, also used where journals are not shared. */
    public static final JournalPosition NONE = new JournalPosition(0, 0);

    private static final Comparator<JournalPosition> ORDER =
            Comparator.comparingLong(JournalPosition::token).thenComparingLong(JournalPosition::segment);

    @Override
    public int compareTo(JournalPosition other) {
        return ORDER.compare(this, other);
    }

    public boolean isAfter(JournalPosition other) {
        return compareTo(other) > 0;
    }
}
