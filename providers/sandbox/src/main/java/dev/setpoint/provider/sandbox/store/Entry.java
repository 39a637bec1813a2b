package dev.setpoint.provider.sandbox.store;

import dev.setpoint.engine.value.Value;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of one document.
 *
 * @param sequence the number of the change that wrote it
 * @param at simulated time of the change
 * @param document empty: removed
 * @param everywhere whether all replicas had it at once
 * @param older what replicas that have not heard of the change still answer; empty once all have
 */
record Entry(long sequence, Instant at, Optional<Value.Map> document, boolean everywhere, Optional<Entry> older) {

    /** Returns the document that a replica answers with. */
    Optional<Value.Map> seenBy(int replica, Instant now, Visibility visibility) {
        Optional<Entry> version = Optional.of(this);
        while (version.isPresent()) {
            var candidate = version.get();
            if (candidate.everywhere || visibility.reached(candidate.sequence, candidate.at, replica, now)) {
                return candidate.document;
            }
            version = candidate.older;
        }
        return Optional.empty();
    }

    /** Returns this version without the history that no replica can answer with any more. */
    Entry settled(Instant now, Visibility visibility) {
        if (older.isEmpty()) {
            return this;
        }
        return visibility.reachedAll(at, now)
                ? new Entry(sequence, at, document, everywhere, Optional.empty())
                : new Entry(
                        sequence,
                        at,
                        document,
                        everywhere,
                        Optional.of(older.get().settled(now, visibility)));
    }
}
