package dev.setpoint.engine.diff;

import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Compares lists as sets. Added and removed elements are recorded at the path of the list. One added and one removed
 * element are recorded as one change.
 */
final class SetDiff {

    /** @param place in the desired list */
    private record Item(Value value, int place) {}

    private final ValueDiff walk;

    SetDiff(ValueDiff walk) {
        this.walk = walk;
    }

    /** @param canonical maps elements that mean the same to equal values */
    void set(Shape item, DiffPosition position, ThreeWayValue three, UnaryOperator<Value> canonical) {
        var wanted = distinct(elements(Optional.of(three.desired())), canonical);
        var there = distinct(elements(three.live()), canonical);
        var applied = distinct(elements(three.applied()), canonical);
        var added = new ArrayList<Item>();
        wanted.forEach((key, element) -> {
            if (there.remove(key) == null || !element.value().isKnown()) {
                added.add(element);
            }
        });
        var surplus = new ArrayDeque<Item>(there.values());
        // Elements can mean the same without an equal form, such as a key's id and its ARN.
        added.removeIf(element -> surplus.removeIf(other -> walk.same().matches(item, element.value(), other.value())));
        exchange(position, added, surplus, element -> contains(item, applied, canonical, element), three.managed());
    }

    private boolean contains(Shape item, Map<Value, Item> applied, UnaryOperator<Value> canonical, Value element) {
        return applied.containsKey(canonical.apply(element.revealedDeep()))
                || applied.values().stream().anyMatch(other -> walk.same().matches(item, element, other.value()));
    }

    /** Tells whether an element was applied. */
    private interface Applied {
        boolean has(Value element);
    }

    private void exchange(
            DiffPosition position, List<Item> added, ArrayDeque<Item> surplus, Applied applied, boolean managed) {
        var single = added.size() == 1 && surplus.size() == 1;
        for (var element : added) {
            var unknown = !element.value().isKnown();
            var here = position.written(element.place());
            var in = unknown
                    ? Cause.REFERENCE
                    : applied.has(element.value()) ? Cause.DRIFT : here.isReference() ? Cause.REFERENCE : Cause.SPEC;
            if ((single || unknown) && !surplus.isEmpty()) {
                var old = surplus.remove().value();
                var out = removal(old, applied, managed);
                walk.note(here, Optional.of(old), Optional.of(element.value()), both(in, out));
            } else {
                walk.note(here, Optional.empty(), Optional.of(element.value()), in);
            }
        }
        for (var element : surplus) {
            var cause = removal(element.value(), applied, managed);
            walk.note(position, Optional.of(element.value()), Optional.empty(), cause);
        }
    }

    private static Cause removal(Value element, Applied applied, boolean managed) {
        return applied.has(element) || !managed ? Cause.SPEC : Cause.DRIFT;
    }

    private static Cause both(Cause in, Cause out) {
        if (in == Cause.REFERENCE) {
            return in;
        }
        return in == out ? in : Cause.SPEC_AND_DRIFT;
    }

    /** Returns the elements of a list; any other value counts as its only element. */
    private static List<Value> elements(Optional<Value> side) {
        return side.map(Value::revealed)
                .map(value -> value instanceof Value.List(var items) ? items : List.of(value))
                .orElse(List.of());
    }

    private static Map<Value, Item> distinct(List<Value> elements, UnaryOperator<Value> canonical) {
        var result = new LinkedHashMap<Value, Item>();
        for (var element : elements) {
            result.putIfAbsent(canonical.apply(element.revealedDeep()), new Item(element, result.size()));
        }
        return result;
    }
}
