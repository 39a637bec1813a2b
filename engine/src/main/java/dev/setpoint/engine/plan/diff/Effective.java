package dev.setpoint.engine.plan.diff;

import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.OnRemove;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the spec comes to for an object that exists: {@code ignoreChanges} takes the live value, and what has
 * gone from the spec is set or kept as {@code x-onRemove} says.
 */
final class Effective {

    private Effective() {}

    static Value.Map of(Subject subject) {
        Value desired = subject.desired();
        for (var path : subject.ignored()) {
            if (!isManaged(subject.desired(), path)) {
                continue;
            }
            desired = ignored(
                            Optional.of(subject.shape()),
                            Optional.of(desired),
                            Optional.of(subject.live()),
                            path.steps())
                    .orElse(desired);
        }
        var map = desired instanceof Value.Map m ? m : subject.desired();
        return subject.applied()
                .map(applied -> members(subject.shape(), map, applied, subject.live(), true))
                .orElse(map);
    }

    /** Of what the spec leaves out altogether, nothing is managed, and so nothing is ignored. */
    private static boolean isManaged(Value.Map desired, PropertyPath path) {
        return path.steps().stream().findFirst().stream()
                .anyMatch(step -> step instanceof Step.Name(var name) && desired.has(name));
    }

    /** @param top whether these are whole properties: those that are kept are simply no longer managed */
    private static Value.Map members(
            Shape.ObjectOf shape, Value.Map desired, Value.Map applied, Value.Map live, boolean top) {
        var result = desired;
        for (var entry : applied.entries().entrySet()) {
            var name = entry.getKey();
            var attribute = shape.attribute(name);
            var here = desired.get(name);
            Optional<Value> better = here.isPresent()
                    ? attribute
                            .map(Attribute::shape)
                            .flatMap(inner -> nested(inner, here.get(), entry.getValue(), live.get(name)))
                    : attribute.flatMap(a -> switch (a.onRemove()) {
                        case OnRemove.Set(var value) -> Optional.of(value);
                        case OnRemove.Keep _ -> top ? Optional.empty() : live.get(name);
                        case OnRemove.Reset _ -> Optional.empty();
                    });
            result = better.isPresent() ? result.with(name, better.get()) : result;
        }
        return result;
    }

    private static Optional<Value> nested(Shape shape, Value desired, Value applied, Optional<Value> live) {
        if (shape instanceof Shape.ObjectOf object
                && desired instanceof Value.Map wanted
                && applied instanceof Value.Map before) {
            var there = live.orElse(Value.Map.EMPTY) instanceof Value.Map map ? map : Value.Map.EMPTY;
            var better = members(object, wanted, before, there, false);
            return better.equals(wanted) ? Optional.empty() : Optional.of(better);
        }
        return Optional.empty();
    }

    /** The desired value with the live one at the path, also where the spec has none there. */
    private static Optional<Value> ignored(
            Optional<Shape> shape, Optional<Value> desired, Optional<Value> live, List<Step> steps) {
        if (steps.isEmpty()) {
            return live;
        }
        if (desired.isEmpty()) {
            return desired;
        }
        var rest = steps.subList(1, steps.size());
        return switch (steps.getFirst()) {
            case Step.Name(var name)
            when desired.get().revealed() instanceof Value.Map map -> {
                var inner = ignored(shape.flatMap(s -> member(s, name)), map.get(name), member(live, name), rest);
                yield Optional.of(inner.map(value -> map.with(name, value)).orElseGet(() -> map.without(name)));
            }
            case Step.Index(var index)
            when desired.get() instanceof Value.List(var items) && index < items.size() ->
                Optional.of(element(shape, items, index, item(live, index), rest));
            case Step.Key(var key)
            when desired.get() instanceof Value.List(var items) -> {
                var place = place(shape, items, key);
                yield Optional.of(
                        place.isPresent()
                                ? element(shape, items, place.get(), keyed(shape, live, key), rest)
                                : rest.isEmpty() ? added(items, keyed(shape, live, key)) : desired.get());
            }
            case Step.Name _, Step.Index _, Step.Key _ -> desired;
        };
    }

    private static Value element(
            Optional<Shape> shape, List<Value> items, int place, Optional<Value> live, List<Step> rest) {
        var copy = new ArrayList<>(items);
        var item = shape.flatMap(s -> s instanceof Shape.ListOf list ? Optional.of(list.item()) : Optional.empty());
        ignored(item, Optional.of(items.get(place)), live, rest).ifPresent(value -> copy.set(place, value));
        return new Value.List(copy);
    }

    private static Value added(List<Value> items, Optional<Value> live) {
        var copy = new ArrayList<>(items);
        live.ifPresent(copy::add);
        return new Value.List(copy);
    }

    private static Optional<Value> member(Optional<Value> value, String name) {
        return value.flatMap(v -> v.revealed() instanceof Value.Map map ? map.get(name) : Optional.empty());
    }

    private static Optional<Shape> member(Shape shape, String name) {
        return switch (shape) {
            case Shape.ObjectOf object -> object.attribute(name).map(Attribute::shape);
            case Shape.MapOf(var item) -> Optional.of(item);
            case Shape.Text _, Shape.Num _, Shape.Bool _, Shape.ListOf _, Shape.Any _ -> Optional.empty();
        };
    }

    private static Optional<Value> item(Optional<Value> list, int index) {
        var items = ListWalk.items(list);
        return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    }

    private static Optional<Value> keyed(Optional<Shape> shape, Optional<Value> list, String key) {
        var items = ListWalk.items(list);
        return place(shape, items, key).map(items::get);
    }

    private static Optional<Integer> place(Optional<Shape> shape, List<Value> items, String key) {
        var member = shape.flatMap(s -> s instanceof Shape.ListOf list ? list.key() : Optional.empty());
        for (var i = 0; i < items.size(); i++) {
            if (items.get(i).revealed() instanceof Value.Map map
                    && member.flatMap(map::string).equals(Optional.of(key))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
