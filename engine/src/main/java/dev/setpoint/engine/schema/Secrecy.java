package dev.setpoint.engine.schema;

import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Marks the secret parts of a live object. The cloud returns everything in plain text, so a live value is secret if the
 * spec or the last apply has a secret at its place, even if the live value differs. In a list without a key, every
 * value is secret that neither the spec nor the last apply has in plain text there.
 */
public record Secrecy(Shape.ObjectOf shape) {

    /**
     * @param desired as the spec wants it; empty when it wants nothing
     * @param applied as it was last applied, secrets redacted
     */
    public Value.Map conceal(Value.Map live, Value.Map desired, Value.Map applied) {
        var marked = Visibility.concealed(shape, live, desired, applied);
        if (!desired.holdsSecret() && !applied.holdsSecret()) {
            return marked;
        }
        return members(Optional.of(shape), marked, Optional.of(desired), Optional.of(applied)) instanceof Value.Map map
                ? map
                : marked;
    }

    private Value conceal(Optional<Shape> form, Value live, Optional<Value> desired, Optional<Value> applied) {
        if (live instanceof Value.Secret
                || desired.filter(Value.Secret.class::isInstance).isPresent()
                || applied.filter(Value.Redacted.class::isInstance).isPresent()) {
            return new Value.Secret(live);
        }
        var holds = desired.filter(Value::holdsSecret).isPresent()
                || applied.filter(Value::holdsSecret).isPresent();
        return switch (live) {
            case Value.Map map
            when fits(desired, Value.Map.class) && fits(applied, Value.Map.class) ->
                members(form, map, desired, applied);
            case Value.List list
            when fits(desired, Value.List.class) && fits(applied, Value.List.class) ->
                holds ? elements(form, list, desired, applied) : live;
            default -> holds ? new Value.Secret(live) : live;
        };
    }

    /** Tells if a side is of this kind; a value that is not known yet fits every kind. */
    private static boolean fits(Optional<Value> side, Class<? extends Value> kind) {
        return side.map(value -> kind.isInstance(value) || value instanceof Value.Unknown)
                .orElse(true);
    }

    private Value members(
            Optional<? extends Shape> form, Value.Map live, Optional<Value> desired, Optional<Value> applied) {
        var result = new LinkedHashMap<String, Value>();
        live.entries()
                .forEach((name, value) ->
                        result.put(name, conceal(member(form, name), value, in(desired, name), in(applied, name))));
        return new Value.Map(result);
    }

    private Value elements(Optional<Shape> form, Value.List live, Optional<Value> desired, Optional<Value> applied) {
        var key = form.flatMap(shape -> shape instanceof Shape.ListOf list ? list.key() : Optional.empty());
        var clear = new HashSet<Value>();
        desired.ifPresent(side -> clear(side, clear));
        applied.ifPresent(side -> clear(side, clear));
        if (key.isEmpty()) {
            return unless(clear, live);
        }
        var wanted = byKey(desired, key.get());
        var before = byKey(applied, key.get());
        return live.mapChildren(element -> {
            var name = text(element, key.get());
            var here = name.flatMap(n -> Optional.ofNullable(wanted.get(n)));
            var there = name.flatMap(n -> Optional.ofNullable(before.get(n)));
            return here.isPresent() || there.isPresent()
                    ? conceal(item(form), element, here, there)
                    : unless(clear, element);
        });
    }

    /** Makes every scalar a secret that is not among the clear ones. */
    private static Value unless(Set<Value> clear, Value live) {
        return switch (live) {
            case Value.List _, Value.Map _ -> live.mapChildren(child -> unless(clear, child));
            default -> clear.contains(live) ? live : new Value.Secret(live);
        };
    }

    private static void clear(Value value, Set<Value> into) {
        switch (value) {
            case Value.List(var items) -> items.forEach(item -> clear(item, into));
            case Value.Map(var entries) -> entries.values().forEach(item -> clear(item, into));
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> into.add(value);
            case Value.Secret _, Value.Redacted _, Value.Unknown _ -> {}
        }
    }

    private static Map<String, Value> byKey(Optional<Value> side, String key) {
        var result = new HashMap<String, Value>();
        if (side.orElse(Value.Null.VALUE) instanceof Value.List(var items)) {
            items.forEach(item -> text(item, key).ifPresent(name -> result.put(name, item)));
        }
        return result;
    }

    private static Optional<String> text(Value element, String key) {
        return element instanceof Value.Map map && map.get(key).orElse(Value.Null.VALUE) instanceof Value.Str(var text)
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Optional<Value> in(Optional<Value> side, String name) {
        return side.flatMap(value -> value instanceof Value.Map map ? map.get(name) : Optional.empty());
    }

    private static Optional<Shape> member(Optional<? extends Shape> form, String name) {
        return form.flatMap(shape -> switch (shape) {
            case Shape.ObjectOf object -> object.attribute(name).map(Attribute::shape);
            case Shape.MapOf(var value) -> Optional.of(value);
            case Shape.ListOf _, Shape.Text _, Shape.Num _, Shape.Bool _, Shape.Any _ -> Optional.empty();
        });
    }

    private static Optional<Shape> item(Optional<Shape> form) {
        return form.flatMap(shape -> shape instanceof Shape.ListOf list ? Optional.of(list.item()) : Optional.empty());
    }
}
