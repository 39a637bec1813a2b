package dev.setpoint.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Compares cloud and state after a rollback with those before the run. */
final class Restored {

    private Restored() {}

    static void assertSame(State before, State after, Set<Address> excused, String where) {
        assertThat(steady(after, excused)).as(where).isEqualTo(steady(before, excused));
        assertThat(after.outputs()).as(where).isEqualTo(before.outputs());
    }

    private static Map<Address, ResourceState> steady(State state, Set<Address> excused) {
        var resources = new HashMap<>(state.resources());
        resources.keySet().removeAll(excused);
        // How often an object was changed is not taken back.
        resources.replaceAll(
                (_, resource) -> resource.withOutputs(resource.outputs().without("revision")));
        return resources;
    }

    static void assertSame(
            Map<String, MemoryCloud.Thing> before,
            Map<String, MemoryCloud.Thing> after,
            Set<String> excused,
            String where) {
        assertThat(steady(after, excused)).as(where).isEqualTo(steady(before, excused));
    }

    private static Map<String, Value.Map> steady(Map<String, MemoryCloud.Thing> things, Set<String> excused) {
        var result = new HashMap<String, Value.Map>();
        things.forEach(
                (id, thing) -> result.put(id, withoutOwn(thing.properties().without("revision"))));
        result.keySet().removeAll(excused);
        return result;
    }

    /** Ignores values that the cloud chooses itself. */
    private static Value.Map withoutOwn(Value.Map properties) {
        return properties
                        .string("comment")
                        .filter("the cloud's own comment"::equals)
                        .isPresent()
                ? properties.without("comment")
                : properties;
    }
}
