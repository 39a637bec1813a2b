package dev.setpoint.engine.state;

import java.util.Comparator;

/**
 * A place in everything that was ever journalled about one state, where journals are shared: the fencing token of
 * the run that wrote there, which is higher for every later run, and how much that run had written by then. A state
 * carries the place up to which it holds what was journalled, so that whatever a run that was overtaken still
 * writes lies before it and counts for nothing.
 *
 * @param segment of that run, counted from 1; 0: before the first
 */
public record JournalPosition(long token, long segment) implements Comparable<JournalPosition> {

    /** Where nothing is shared, and before everything. */
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
