package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Compares values of the plan with those known during apply. A value that was unknown in the plan may have become
 * anything.
 */
record PlanAgreement(Redaction redaction) {

    /** The first path at which the values differ, with both values. */
    record Difference(PropertyPath path, Optional<Value> planned, Optional<Value> actual) {}

    Optional<Difference> difference(Value planned, Value actual) {
        return difference(PropertyPath.ROOT, planned, actual);
    }

    private Optional<Difference> difference(PropertyPath path, Value planned, Value actual) {
        return switch (planned.revealed()) {
            case Value.Unknown _ -> Optional.empty();
            case Value.Map map when actual.revealed() instanceof Value.Map other -> members(path, map, other);
            case Value.List list
            when actual.revealed() instanceof Value.List other
                    && other.items().size() == list.items().size() -> items(path, list, other);
            case Value.List list
            when actual.revealed() instanceof Value.List other && isWithoutUnknowns(list.items(), other.items()) ->
                Optional.empty();
            default ->
                redaction.same(planned, actual)
                        ? Optional.empty()
                        : Optional.of(new Difference(path, Optional.of(planned), Optional.of(actual)));
        };
    }

    private Optional<Difference> items(PropertyPath path, Value.List planned, Value.List actual) {
        for (var i = 0; i < planned.items().size(); i++) {
            var difference = difference(
                    path.index(i), planned.items().get(i), actual.items().get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** Tells whether the list is the planned one without elements that were unknown and turned out to be null. */
    private boolean isWithoutUnknowns(List<Value> planned, List<Value> actual) {
        if (planned.isEmpty()) {
            return actual.isEmpty();
        }
        var first = planned.getFirst();
        var rest = planned.subList(1, planned.size());
        return (first.revealed() instanceof Value.Unknown && isWithoutUnknowns(rest, actual))
                || (!actual.isEmpty()
                        && difference(PropertyPath.ROOT, first, actual.getFirst())
                                .isEmpty()
                        && isWithoutUnknowns(rest, actual.subList(1, actual.size())));
    }

    private Optional<Difference> members(PropertyPath path, Value.Map planned, Value.Map actual) {
        var names = new TreeSet<>(planned.entries().keySet());
        names.addAll(actual.entries().keySet());
        for (var name : names) {
            var here = planned.get(name);
            var there = actual.get(name);
            var difference = here.isPresent() && there.isPresent()
                    ? difference(path.name(name), here.get(), there.get())
                    : here.filter(value -> value.revealed() instanceof Value.Unknown)
                                    .isPresent()
                            // It turned out to be null.
                            ? Optional.<Difference>empty()
                            : Optional.of(new Difference(path.name(name), here, there));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }
}
