package dev.setpoint.engine.diff;

import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.PropertyChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Combines the changes that force a replacement with all differences between the old and the new object. */
final class ReplacementDiff {

    private ReplacementDiff() {}

    /**
     * @param all all differences between the two objects
     * @param found changes and causes without the replacement
     */
    static List<PropertyChange> merged(List<PropertyChange> all, List<PropertyChange> found) {
        var merged = new ArrayList<PropertyChange>();
        var left = new ArrayList<>(found);
        for (var change : all) {
            var known = known(change, left);
            known.ifPresent(left::remove);
            merged.add(
                    known.map(other -> explained(change, other)).orElseGet(() -> change.withCause(Cause.REPLACEMENT)));
        }
        // Options and write-only properties, which no comparison of the two objects shows.
        var paths = all.stream().map(PropertyChange::path).collect(Collectors.toSet());
        left.stream().filter(change -> !paths.contains(change.path())).forEach(merged::add);
        return List.copyOf(merged);
    }

    private static Optional<PropertyChange> known(PropertyChange change, List<PropertyChange> found) {
        var here = found.stream()
                .filter(other -> other.path().equals(change.path()))
                .toList();
        // Added and removed elements of a set all have the path of the set.
        return here.stream()
                .filter(other ->
                        other.before().equals(change.before()) && other.after().equals(change.after()))
                .findFirst()
                .or(() -> here.stream()
                        .filter(other -> change.before().isPresent()
                                && other.before().equals(change.before())
                                && other.after().isPresent())
                        .findFirst());
    }

    /**
     * Combines two changes of one path: the new object gets the value of the spec, or else the one that the schema
     * sets on removal.
     */
    private static PropertyChange explained(PropertyChange change, PropertyChange other) {
        return change.after().isPresent() ? other.withAfter(change.after().get()) : other;
    }
}
