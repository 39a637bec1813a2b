package dev.setpoint.engine.diff;

import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * One value as desired, last applied and live.
 *
 * @param managed true when its parent was applied, so that a missing {@code applied} means a new value
 */
record ThreeWayValue(Value desired, Optional<Value> applied, boolean managed, Optional<Value> live) {

    /** Returns a member of an object. A member that was not applied was not managed. */
    ThreeWayValue member(String name, Value value) {
        var before = in(applied, name);
        return new ThreeWayValue(value, before, before.isPresent(), in(live, name));
    }

    /** Returns an entry of a map. A map is managed as a whole. */
    ThreeWayValue entry(String name, Value value) {
        return new ThreeWayValue(value, in(applied, name), applied.isPresent(), in(live, name));
    }

    /** Returns an element of a list. A list is managed as a whole. */
    ThreeWayValue element(Value value, Optional<Value> before, Optional<Value> now) {
        return new ThreeWayValue(value, before, applied.isPresent(), now);
    }

    ThreeWayValue revealed() {
        return new ThreeWayValue(desired.revealed(), applied.map(Value::revealed), managed, live.map(Value::revealed));
    }

    private static Optional<Value> in(Optional<Value> holder, String name) {
        return holder.flatMap(value -> value.revealed() instanceof Value.Map map ? map.get(name) : Optional.empty());
    }
}
