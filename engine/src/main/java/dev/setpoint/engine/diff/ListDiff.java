package dev.setpoint.engine.diff;

import dev.setpoint.engine.diff.KeyedItems.Placed;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
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
        var wanted = KeyedItems.of(desired.items(), member);
        var there = KeyedItems.of(items(three.live()), member);
        if (wanted.isEmpty()
                || there.isEmpty()
                || (wanted.get().keyless().isEmpty() && !there.get().keyless().isEmpty())) {
            // When a key is duplicate, or only the live elements lack it, elements are compared by index.
            ordered(list, position, desired.items(), three);
            return;
        }
        var before = KeyedItems.of(items(three.applied()), member).orElse(KeyedItems.NONE);
        wanted.get().byKey().forEach((key, item) -> {
            var here = position.element(new Step.Key(key), Optional.of(item.place()));
            var sides = three.element(item.value(), before.get(key), there.get().get(key));
            element(list, here, sides);
        });
        var left = new ArrayList<>(there.get().keyless());
        there.get().byKey().entrySet().stream()
                .filter(entry -> !wanted.get().byKey().containsKey(entry.getKey()))
                .forEach(entry -> left.add(entry.getValue()));
        for (var item : wanted.get().keyless()) {
            keyless(list, position, item, before, left, three);
        }
        left.forEach(item -> surplus(list, member, position, item, before, three));
    }

    /** Pairs an element whose key the service chooses with a live one of the same content; else it is an addition. */
    private void keyless(
            Shape.ListOf list,
            DiffPosition position,
            Placed item,
            KeyedItems before,
            List<Placed> left,
            ThreeWayValue three) {
        var live = left.stream()
                .filter(other -> walk.same().matches(list.item(), item.value(), other.value()))
                .findFirst();
        live.ifPresentOrElse(left::remove, () -> {
            var here = position.element(new Step.Index(item.place()), Optional.of(item.place()));
            var sides = three.element(item.value(), applied(list, item.value(), before), Optional.empty());
            element(list, here, sides);
        });
    }

    private void surplus(
            Shape.ListOf list,
            String member,
            DiffPosition position,
            Placed item,
            KeyedItems before,
            ThreeWayValue three) {
        var key = item.value().revealed() instanceof Value.Map map ? map.string(member) : Optional.<String>empty();
        Step step = key.<Step>map(Step.Key::new).orElseGet(() -> new Step.Index(item.place()));
        var applied = key.flatMap(before::get).or(() -> applied(list, item.value(), before));
        walk.surplus(
                list.item(),
                position.element(step, Optional.empty()),
                three.element(item.value(), applied, Optional.of(item.value())));
    }

    /** Returns the applied element without a key that has this content. */
    private Optional<Value> applied(Shape.ListOf list, Value value, KeyedItems before) {
        return before.keyless().stream()
                .map(Placed::value)
                .filter(item -> walk.same().matches(list.item(), item, value))
                .findFirst();
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
