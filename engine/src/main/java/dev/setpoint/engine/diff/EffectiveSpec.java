package dev.setpoint.engine.diff;

import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.OnRemove;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * Computes the desired values for an existing object: {@code ignoreChanges} keeps live values, and properties removed
 * from the spec are reset or kept by {@code x-onRemove}.
 */
final class EffectiveSpec {

    private EffectiveSpec() {}

    static Value.Map of(DiffSubject subject) {
        var map = IgnoredChanges.of(subject);
        return subject.applied()
                .map(applied -> members(subject.shape(), map, applied, subject.live(), true))
                .orElse(map);
    }

    /** @param top true for top-level properties; those that {@code x-onRemove} keeps are then no longer managed */
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
}
