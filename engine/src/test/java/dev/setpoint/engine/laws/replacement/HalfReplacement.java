package dev.setpoint.engine.laws.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.testing.World;

/** A replacement of `b` that a run has left half done: both objects are there, and one is left over. */
final class HalfReplacement {

    static final String HEAD = "setpoint: v1\nstack: shop\nproviders: {test: {}}\n";

    static final Address B = Address.resource("b");

    static final String USER = "w: {type: test.kept, properties: {x: \"${b.arn}\"}}";

    private HalfReplacement() {}

    /** The first is applied, the second only in part: what uses it cannot be applied. */
    static void halfReplaced(World world, String first, String second) {
        world.succeed(spec(named(first), USER));
        fail(world, spec(named(second), broken()));
        assertThat(resource(world).identity()).hasToString(second);
        assertThat(resource(world).deposed())
                .singleElement()
                .satisfies(old -> assertThat(old.identity()).hasToString(first));
    }

    static ResourceState resource(World world) {
        return world.state().resource(B).orElseThrow();
    }

    static void requireAlone(World world, String name) {
        assertThat(world.cloud.things()).containsOnlyKeys(name);
        assertThat(resource(world).identity()).hasToString(name);
        assertThat(resource(world).complete()).isTrue();
        assertThat(resource(world).deposed()).isEmpty();
    }

    static void fail(World world, String spec) {
        assertThat(world.apply(spec).outcome().succeeded()).isFalse();
    }

    static String named(String name) {
        return "b: {type: test.thing, lifecycle: {createBeforeDestroy: true}, properties: {name: " + name
                + ", size: 1}}";
    }

    static String broken() {
        return "w: {type: test.kept, properties: {x: \"${b.arn}\", y: \"${int(b.arn)}\"}}";
    }

    static String spec(String... blocks) {
        return HEAD + "resources:\n  " + String.join("\n  ", blocks) + "\n";
    }
}
