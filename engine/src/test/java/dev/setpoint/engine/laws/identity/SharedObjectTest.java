package dev.setpoint.engine.laws.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States of older versions that hold one object at two addresses. */
final class SharedObjectTest {

    private static final String HEAD = "setpoint: v1\nstack: shop\nproviders: {test: {}, test.alike: {}}\n";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void aSecondAddressIsForgottenAndTheObjectStays() {
        applied("x: {type: test.thing, properties: {name: a}}");
        share("x", "y");
        var spec = spec("x: {type: test.thing, properties: {name: a}}");
        assertThat(world.changes(spec)).singleElement().isInstanceOfSatisfying(Change.Forget.class, forget -> {
            assertThat(forget.address()).isEqualTo(Address.resource("y"));
            assertThat(forget.reason()).isEqualTo(Change.ForgetReason.HELD);
            assertThat(forget.heldBy()).contains(Address.resource("x"));
            assertThat(forget.target().notes().dataLoss()).isEmpty();
        });
        assertThat(world.apply(spec).outcome().succeeded()).isTrue();
        assertThat(world.cloud.changes()).isEmpty();
        assertThat(world.state().resources()).containsOnlyKeys(Address.resource("x"));
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void theFirstAddressMayGoAsWell() {
        applied("x: {type: test.thing, properties: {name: a}}");
        share("x", "y");
        applied("y: {type: test.thing, properties: {name: a}}");
        assertThat(world.cloud.changes()).isEmpty();
        assertThat(world.cloud.things()).containsKey("a");
        assertThat(world.state().resources()).containsOnlyKeys(Address.resource("y"));
    }

    @Test
    void aReplacementLeavesWhatAnotherAddressHas() {
        applied("x: {type: test.thing, properties: {name: a}}");
        share("x", "y");
        applied("x: {type: test.thing, properties: {name: b}}", "y: {type: test.thing, properties: {name: a}}");
        assertThat(world.cloud.changes()).containsExactly("create x");
        assertThat(world.cloud.things()).containsOnlyKeys("a", "b");
    }

    @Test
    void twoBlocksOfOneObjectAreRefusedThoughTheyAreAsTheyWere() {
        applied("x: {type: test.thing, properties: {name: a}}");
        share("x", "y");
        var problems = world.problems(spec(
                "x: {type: test.thing, properties: {name: a}}",
                "y: {type: test.thing, properties: {name: \"${x.arn == 'arn:a' ? 'a' : 'b'}\"}}"));
        assertThat(problems).extracting(Diagnostic::code).containsExactly("SP0521");
    }

    @Test
    void destroyingDeletesASharedObjectOnce() {
        applied("x: {type: test.thing, properties: {name: a}}");
        share("x", "y");
        var outcome = world.destroy(spec()).outcome();
        assertThat(outcome.succeeded()).isTrue();
        assertThat(world.cloud.changes()).containsExactly("delete x");
        assertThat(world.cloud.things()).isEmpty();
        assertThat(world.state().isEmpty()).isTrue();
    }

    @Test
    void destroyingOneAddressLeavesASharedObject() {
        applied("x: {type: test.thing, properties: {name: a}}");
        share("x", "y");
        var only = PlanOptions.DESTROY.targeting(List.of(Address.resource("y")));
        assertThat(world.run(spec(), only).outcome().succeeded()).isTrue();
        assertThat(world.cloud.changes()).isEmpty();
        assertThat(world.state().resources()).containsOnlyKeys(Address.resource("x"));
    }

    @Test
    void aLeftOverThatAnotherAddressHasStays() {
        applied("x: {type: test.thing, properties: {name: a}}", "y: {type: test.thing, properties: {name: b}}");
        depose("x", "b");
        applied("x: {type: test.thing, properties: {name: a}}", "y: {type: test.thing, properties: {name: b}}");
        assertThat(world.cloud.changes()).isEmpty();
        assertThat(world.state().resource(Address.resource("x")).orElseThrow().deposed())
                .isEmpty();
        assertThat(world.cloud.things()).containsOnlyKeys("a", "b");
    }

    /** As an older version has left it: both addresses hold the object. */
    private void share(String from, String to) {
        write(resources -> {
            var resource =
                    Optional.ofNullable(resources.get(Address.resource(from))).orElseThrow();
            resources.put(Address.resource(to), resource.withAddress(Address.resource(to)));
        });
    }

    private void depose(String address, String identity) {
        write(resources -> resources.computeIfPresent(
                Address.resource(address),
                (_, resource) -> resource.withDeposed(List.of(
                        new ResourceState.Deposed(new Identity(identity), Value.Map.EMPTY, resource.dependencies())))));
    }

    private void write(Consumer<Map<Address, ResourceState>> edit) {
        try (var session = World.value(world.store().lock("setpoint test", Duration.ofMinutes(1)))) {
            World.value(session.write(state -> {
                var resources = new TreeMap<>(state.resources());
                edit.accept(resources);
                return state.withResources(resources);
            }));
        }
    }

    private void applied(String... blocks) {
        world.succeed(spec(blocks));
    }

    private static String spec(String... blocks) {
        var lines = new ArrayList<String>();
        for (var block : blocks) {
            lines.add("  " + block + "\n");
        }
        return HEAD + "inputs: {name: {type: string, default: a}}\n"
                + (blocks.length == 0 ? "resources: {}\n" : "resources:\n" + String.join("", lines));
    }
}
