package dev.setpoint.engine.diff;

import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces desired values by live ones at the paths of {@code ignoreChanges}. A property that is not in the spec at
 * all is not managed, so nothing in it is ignored.
 */
final class IgnoredChanges {

    private IgnoredChanges() {}

    static Value.Map of(DiffSubject subject) {
        var desired = subject.desired();
        for (var path : subject.ignored()) {
            var first = path.steps().getFirst();
            for (var name : subject.desired().entries().keySet()) {
                if (PropertyPath.isAny(first) || first.equals(new Step.Name(name))) {
                    desired = member(
                            Optional.of(subject.shape()),
                            desired,
                            Optional.of(subject.live()),
                            name,
                            path.steps().subList(1, path.steps().size()));
                }
            }
        }
        return desired;
    }

    /** Returns the desired value with the live value at the path, also where the spec has none. */
    private static Optional<Value> ignored(
            Optional<Shape> shape, Optional<Value> desired, Optional<Value> live, List<Step> steps) {
        if (steps.isEmpty()) {
            return live;
        }
        var rest = steps.subList(1, steps.size());
        return desired.map(value -> switch (value.revealed()) {
            case Value.Map map -> members(shape, map, live, steps.getFirst(), rest);
            case Value.List list -> elements(shape, list, live, steps.getFirst(), rest);
            case Value.Null _,
                    Value.Bool _,
                    Value.Num _,
                    Value.Str _,
                    Value.Unknown _,
                    Value.Secret _,
                    Value.Redacted _ -> value;
        });
    }

    private static Value.Map members(
            Optional<Shape> shape, Value.Map desired, Optional<Value> live, Step step, List<Step> rest) {
        var names = new LinkedHashSet<String>();
        if (PropertyPath.isAny(step)) {
            names.addAll(desired.entries().keySet());
            names.addAll(members(live).entries().keySet());
        } else if (step instanceof Step.Name(var name)) {
            names.add(name);
        }
        var result = desired;
        for (var name : names) {
            result = member(shape, result, live, name, rest);
        }
        return result;
    }

    private static Value.Map member(
            Optional<Shape> shape, Value.Map desired, Optional<Value> live, String name, List<Step> rest) {
        var inner = ignored(
                shape.flatMap(s -> member(s, name)),
                desired.get(name),
                members(live).get(name),
                rest);
        return inner.map(value -> desired.with(name, value)).orElseGet(() -> desired.without(name));
    }

    private static Value elements(
            Optional<Shape> shape, Value.List desired, Optional<Value> live, Step step, List<Step> rest) {
        var items = new ArrayList<>(desired.items());
        if (PropertyPath.isAny(step) && rest.isEmpty()) {
            return live.orElse(Value.List.EMPTY);
        }
        for (var place : places(shape, items, step)) {
            var key = key(shape, items.get(place));
            var there = key.isPresent() ? keyed(shape, live, key.get()) : item(live, place);
            ignored(element(shape), Optional.of(items.get(place)), there, rest)
                    .ifPresent(value -> items.set(place, value));
        }
        if (rest.isEmpty()
                && step instanceof Step.Key(var key)
                && places(shape, items, step).isEmpty()) {
            keyed(shape, live, key).ifPresent(items::add);
        }
        return new Value.List(items);
    }

    /** Returns the indexes of the list elements that the step selects. */
    private static Set<Integer> places(Optional<Shape> shape, List<Value> items, Step step) {
        var places = new LinkedHashSet<Integer>();
        for (var i = 0; i < items.size(); i++) {
            if (PropertyPath.isAny(step)
                    || step.equals(new Step.Index(i))
                    || key(shape, items.get(i))
                            .map(Step.Key::new)
                            .filter(step::equals)
                            .isPresent()) {
                places.add(i);
            }
        }
        return places;
    }

    private static Value.Map members(Optional<Value> value) {
        return value.map(Value::revealed).orElse(Value.Map.EMPTY) instanceof Value.Map map ? map : Value.Map.EMPTY;
    }

    private static Optional<Shape> member(Shape shape, String name) {
        return switch (shape) {
            case Shape.ObjectOf object -> object.attribute(name).map(Attribute::shape);
            case Shape.MapOf(var item) -> Optional.of(item);
            case Shape.Text _, Shape.Num _, Shape.Bool _, Shape.ListOf _, Shape.Any _ -> Optional.empty();
        };
    }

    private static Optional<Shape> element(Optional<Shape> shape) {
        return shape.flatMap(s -> s instanceof Shape.ListOf list ? Optional.of(list.item()) : Optional.empty());
    }

    private static Optional<Value> item(Optional<Value> list, int index) {
        var items = ListDiff.items(list);
        return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    }

    private static Optional<Value> keyed(Optional<Shape> shape, Optional<Value> list, String key) {
        return ListDiff.items(list).stream()
                .filter(item -> key(shape, item).equals(Optional.of(key)))
                .findFirst();
    }

    /** Returns the key of an element of a keyed list; empty for other lists. */
    private static Optional<String> key(Optional<Shape> shape, Value item) {
        return shape.flatMap(s -> s instanceof Shape.ListOf list ? list.key() : Optional.empty())
                .flatMap(member -> item.revealed() instanceof Value.Map map ? map.string(member) : Optional.empty());
    }
}
