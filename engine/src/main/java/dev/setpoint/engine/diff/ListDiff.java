package dev.setpoint.engine.diff;

import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Compares lists: by a key member, as sets, or in order. */
final class ListDiff {

    private final ValueDiff walk;

    ListDiff(ValueDiff walk) {
        this.walk = walk;
    }

    void list(Shape.ListOf list, DiffPosition position, Value.List desired, ThreeWayValue three) {
        if (list.key().isPresent()) {
            keyed(list, list.key().get(), position, desired, three);
        } else if (list.unordered()) {
            new SetDiff(walk).set(list.item(), position, three, UnaryOperator.identity());
        } else {
            ordered(list, position, desired.items(), three);
        }
    }

    private void keyed(
            Shape.ListOf list, String member, DiffPosition position, Value.List desired, ThreeWayValue three) {
        var wanted = byKey(desired.items(), member);
        var there = byKey(items(three.live()), member);
        if (wanted.isEmpty() || there.isEmpty()) {
            // When a key is missing or duplicate, elements are compared by index.
            ordered(list, position, desired.items(), three);
            return;
        }
        var before = byKey(items(three.applied()), member).orElse(Map.of());
        var place = 0;
        for (var entry : wanted.get().entrySet()) {
            var key = entry.getKey();
            var here = position.element(new Step.Key(key), Optional.of(place++));
            var sides = three.element(
                    entry.getValue(),
                    Optional.ofNullable(before.get(key)),
                    Optional.ofNullable(there.get().get(key)));
            element(list, here, sides);
        }
        there.get().forEach((key, live) -> {
            if (!wanted.get().containsKey(key)) {
                var here = position.element(new Step.Key(key), Optional.empty());
                walk.surplus(
                        list.item(),
                        here,
                        three.element(live, Optional.ofNullable(before.get(key)), Optional.of(live)));
            }
        });
    }

    /** Compares one element. A missing element is one addition, whatever its parts. */
    private void element(Shape.ListOf list, DiffPosition position, ThreeWayValue sides) {
        if (sides.live().isPresent()) {
            walk.value(list.item(), position, sides);
        } else {
            walk.note(
                    position, Optional.empty(), Optional.of(sides.desired()), walk.cause(list.item(), position, sides));
        }
    }

    /** Returns the elements by key; empty when a key is missing or duplicate. */
    private static Optional<Map<String, Value>> byKey(List<Value> items, String member) {
        var result = new LinkedHashMap<String, Value>();
        for (var item : items) {
            var key = item.revealed() instanceof Value.Map map ? map.get(member).flatMap(ListDiff::text) : none();
            if (key.isEmpty() || result.put(key.get(), item) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(result);
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private static Optional<String> text(Value value) {
        return switch (value.revealed()) {
            case Value.Str(var text) -> Optional.of(text);
            case Value.Num(var number) -> Optional.of(number.toPlainString());
            default -> Optional.empty();
        };
    }

    /** Compares elements in order. Equal elements at both ends are skipped, and the rest is compared index by index. */
    private void ordered(Shape.ListOf list, DiffPosition position, List<Value> desired, ThreeWayValue three) {
        var live = items(three.live());
        var applied = items(three.applied());
        var shorter = Math.min(desired.size(), live.size());
        var head = 0;
        while (head < shorter && walk.same().matches(list.item(), desired.get(head), live.get(head))) {
            head++;
        }
        var tail = 0;
        while (tail < shorter - head
                && walk.same()
                        .matches(
                                list.item(),
                                desired.get(desired.size() - 1 - tail),
                                live.get(live.size() - 1 - tail))) {
            tail++;
        }
        var cause = walk.cause(list, position, three);
        var paired = shorter - tail;
        for (var i = head; i < paired; i++) {
            var before = i < applied.size() ? Optional.of(applied.get(i)) : Optional.<Value>empty();
            walk.value(
                    list.item(),
                    position.element(new Step.Index(i), Optional.of(i)),
                    three.element(desired.get(i), before, Optional.of(live.get(i))));
        }
        for (var i = paired; i < desired.size() - tail; i++) {
            added(position.element(new Step.Index(i), Optional.of(i)), desired.get(i), cause);
        }
        for (var i = paired; i < live.size() - tail; i++) {
            var here = position.element(new Step.Index(i), Optional.empty());
            walk.note(here, Optional.of(live.get(i)), Optional.empty(), cause);
        }
    }

    private void added(DiffPosition position, Value value, Cause cause) {
        walk.note(position, Optional.empty(), Optional.of(value), value.isKnown() ? cause : Cause.REFERENCE);
    }

    static List<Value> items(Optional<Value> side) {
        return side.map(Value::revealed)
                .map(value -> value instanceof Value.List(var items) ? items : List.<Value>of())
                .orElse(List.of());
    }
}
