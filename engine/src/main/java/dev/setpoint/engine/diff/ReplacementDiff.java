package dev.setpoint.engine.diff;

import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.PropertyChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts together what forces a replacement with all that differs between the old object and the new one. */
final class ReplacementDiff {

    private ReplacementDiff() {}

    /**
     * @param all every difference between the two objects
     * @param found what would have changed without the replacement, and why
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
        // What no comparison of the two objects shows: options, and what is only written.
        var paths = all.stream().map(PropertyChange::path).collect(Collectors.toSet());
        left.stream().filter(change -> !paths.contains(change.path())).forEach(merged::add);
        return List.copyOf(merged);
    }

    private static Optional<PropertyChange> known(PropertyChange change, List<PropertyChange> found) {
        var here = found.stream()
                .filter(other -> other.path().equals(change.path()))
                .toList();
        // Of a set each element that comes or goes has the path of the set.
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

    /** The new object has what the spec asks for; where it asks for nothing, what the schema says of removals. */
    private static PropertyChange explained(PropertyChange change, PropertyChange other) {
        return change.after().isPresent() ? other.withAfter(change.after().get()) : other;
    }
}
