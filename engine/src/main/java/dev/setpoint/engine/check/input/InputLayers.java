package dev.setpoint.engine.check.input;

import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.stack.Bindings.Binding;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The values given for one input, each over those before it. Objects and maps are merged member by member; lists and
 * other values replace. Null says nothing.
 *
 * @param fallback the default
 */
record InputLayers(Shape shape, Optional<Value> fallback, List<Layer> layers) {

    /** A value as its declaration's type, and where it comes from. */
    record Layer(Value value, Binding binding) {}

    Value merged() {
        var value = fallback;
        for (var layer : layers) {
            value = Optional.of(
                    value.map(low -> over(shape, low, layer.value())).orElse(layer.value()));
        }
        return value.orElse(Value.Null.VALUE);
    }

    private static Value over(Shape shape, Value low, Value high) {
        if (high instanceof Value.Null) {
            return low;
        }
        if (!(low instanceof Value.Map(var below)) || !(high instanceof Value.Map(var above)) || !merges(shape)) {
            return high;
        }
        var members = new LinkedHashMap<>(below);
        above.forEach((name, value) ->
                members.merge(name, value, (one, other) -> over(member(shape, name), one, other)));
        return new Value.Map(members);
    }

    private static boolean merges(Shape shape) {
        return shape instanceof Shape.ObjectOf || shape instanceof Shape.MapOf;
    }

    private static Shape member(Shape shape, String name) {
        return switch (shape) {
            case Shape.MapOf(var value) -> value;
            case Shape.ObjectOf object
            when object.attribute(name).isPresent() ->
                object.attribute(name).orElseThrow().shape();
            // A member that is not declared has no schema by which it could be merged.
            default -> InputReader.ANY;
        };
    }

    /** The binding that gives the value at a path: the last that has it, or else the last of all. */
    Binding origin(PropertyPath path) {
        for (var layer : layers.reversed()) {
            if (has(layer.value(), path.steps())) {
                return layer.binding();
            }
        }
        return layers.getLast().binding();
    }

    private static boolean has(Value value, List<Step> steps) {
        if (steps.isEmpty()) {
            return !(value instanceof Value.Null);
        }
        var rest = steps.subList(1, steps.size());
        return switch (steps.getFirst()) {
            case Step.Name(var name) ->
                value instanceof Value.Map(var entries) && entries.containsKey(name) && has(entries.get(name), rest);
            case Step.Index(var index) ->
                value instanceof Value.List(var items) && index < items.size() && has(items.get(index), rest);
            default -> false;
        };
    }

    /** The bindings that the value comes from: those that later ones do not replace. */
    List<Binding> sources() {
        if (layers.isEmpty()) {
            return List.of();
        }
        var first = layers.size() - 1;
        while (first > 0 && isMerged(layers.get(first).value())) {
            first--;
        }
        return layers.subList(first, layers.size()).stream().map(Layer::binding).toList();
    }

    /** Tells whether the value of the default is in the result. */
    boolean keepsFallback() {
        return fallback.isPresent() && layers.stream().map(Layer::value).allMatch(this::isMerged);
    }

    private boolean isMerged(Value value) {
        return merges(shape) && value instanceof Value.Map;
    }
}
