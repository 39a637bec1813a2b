package dev.setpoint.engine.plan.diff;

import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * One value from three sides.
 *
 * @param managed true when what holds it was applied, so that its absence from {@code applied} tells something
 */
record Three(Value desired, Optional<Value> applied, boolean managed, Optional<Value> live) {

    /** A member of an object: one that was not applied was not managed. */
    Three member(String name, Value value) {
        var before = in(applied, name);
        return new Three(value, before, before.isPresent(), in(live, name));
    }

    /** An entry of a map, which is managed as a whole. */
    Three entry(String name, Value value) {
        return new Three(value, in(applied, name), applied.isPresent(), in(live, name));
    }

    /** An element of a list, which is managed as a whole. */
    Three element(Value value, Optional<Value> before, Optional<Value> now) {
        return new Three(value, before, applied.isPresent(), now);
    }

    Three revealed() {
        return new Three(desired.revealed(), applied.map(Value::revealed), managed, live.map(Value::revealed));
    }

    private static Optional<Value> in(Optional<Value> holder, String name) {
        return holder.flatMap(value -> value.revealed() instanceof Value.Map map ? map.get(name) : Optional.empty());
    }
}
