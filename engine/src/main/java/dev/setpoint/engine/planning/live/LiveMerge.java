package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.diff.DiffSubject;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Merges live values into last applied ones, so that drift counts as last applied. Only values that were applied are
 * taken from the live object, at every depth. Others stay unmanaged.
 */
final class LiveMerge {

    private static final Shape ANY = new Shape.Any(CommonEquality.EXACT);

    private final Differ differ;
    private final Term spec;
    private final List<PropertyChange> gone = new ArrayList<>();

    private LiveMerge(Differ differ, Term spec) {
        this.differ = differ;
        this.spec = spec;
    }

    /** @param properties changes from the last applied to the live value */
    record Merged(Value.Map applied, List<PropertyChange> properties) {}

    /** @param spec place of the properties in the spec */
    static Merged merge(Differ differ, Shape.ObjectOf shape, Value.Map applied, Value.Map live, Term spec) {
        var walk = new LiveMerge(differ, spec);
        var now = walk.members(shape, PropertyPath.ROOT, applied, live);
        var changes = new ArrayList<PropertyChange>();
        differ.compare(new DiffSubject(shape, now, Optional.empty(), applied, spec, List.of()))
                .properties()
                .forEach(change -> changes.add(
                        drift(change.path(), change.before(), change.after(), change.span(), change.sensitive())));
        var told = changes.stream().map(PropertyChange::path).collect(Collectors.toSet());
        walk.gone.stream().filter(change -> !told.contains(change.path())).forEach(changes::add);
        return new Merged(now, changes);
    }

    /** Returns a change that records drift. Nothing is replaced or lost, because the object stays unchanged. */
    private static PropertyChange drift(
            PropertyPath path, Optional<Value> before, Optional<Value> after, Optional<Span> span, boolean sensitive) {
        return new PropertyChange(path, before, after, Cause.DRIFT, span, false, sensitive, Optional.empty());
    }

    private Value.Map members(Shape.ObjectOf shape, PropertyPath path, Value.Map applied, Value.Map live) {
        var result = new LinkedHashMap<String, Value>();
        applied.entries().forEach((name, value) -> {
            var attribute = shape.attribute(name);
            var here = path.name(name);
            if (attribute.filter(a -> a.writeOnly() || a.output()).isPresent()) {
                result.put(name, value);
            } else if (live.has(name)) {
                var form = attribute.map(Attribute::shape).orElse(ANY);
                result.put(name, value(form, here, value, live.get(name).orElseThrow()));
            } else {
                var sensitive = isSecret(value)
                        || attribute.filter(Attribute::sensitive).isPresent();
                gone.add(drift(here, Optional.of(value), Optional.empty(), Optional.of(spec.spanAt(here)), sensitive));
            }
        });
        return new Value.Map(result);
    }

    private Value value(Shape shape, PropertyPath path, Value applied, Value live) {
        if (differ.satisfied(shape, applied, live)) {
            return applied;
        }
        return switch (shape) {
            case Shape.ObjectOf object
            when applied instanceof Value.Map before && live instanceof Value.Map now ->
                members(object, path, before, now);
            case Shape.ListOf list
            when applied instanceof Value.List(var before) && live instanceof Value.List(var now) ->
                elements(list, path, before, now);
            case Shape.ObjectOf _,
                    Shape.ListOf _,
                    Shape.MapOf _,
                    Shape.Any _,
                    Shape.Text _,
                    Shape.Num _,
                    Shape.Bool _ -> isSecret(applied) ? new Value.Secret(live.revealed()) : live;
        };
    }

    /** Merges the elements of a list. Each live element keeps only what its applied counterpart managed. */
    private Value elements(Shape.ListOf list, PropertyPath path, List<Value> before, List<Value> now) {
        var result = new ArrayList<Value>();
        for (var i = 0; i < now.size(); i++) {
            var live = now.get(i);
            var paired = i < before.size() && before.size() == now.size() && !list.unordered();
            var same = before.stream()
                    .filter(element -> differ.satisfied(list.item(), element, live))
                    .findFirst();
            var key = list.key().flatMap(member -> key(member, live));
            var old = key.isPresent()
                    ? before.stream()
                            .filter(element ->
                                    key(list.key().orElseThrow(), element).equals(key))
                            .findFirst()
                    : paired ? Optional.of(before.get(i)) : Optional.<Value>empty();
            var here = key.map(path::key).orElse(path.index(i));
            result.add(same.orElseGet(() ->
                    old.map(element -> value(list.item(), here, element, live)).orElse(live)));
        }
        return new Value.List(result);
    }

    private static Optional<String> key(String member, Value element) {
        return element.revealed() instanceof Value.Map map ? map.string(member) : Optional.empty();
    }

    private static boolean isSecret(Value value) {
        return value instanceof Value.Secret || value instanceof Value.Redacted;
    }
}
