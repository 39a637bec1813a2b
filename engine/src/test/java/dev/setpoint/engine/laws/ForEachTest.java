package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A block with {@code forEach} stands for resources that come, change and go each by itself. */
class ForEachTest {

    private static final String HEAD = "setpoint: v1\nstack: shop\nproviders: {test: {}}\n";
    private static final String THINGS =
            "things: {type: test.thing, forEach: %s, properties: {name: \"${each.key}\", size: \"${each.value}\"}}";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void eachKeyIsAResource() {
        applied(THINGS.formatted("{a: 1, b: 2}"));
        assertThat(world.cloud.changes()).containsExactlyInAnyOrder("create things[\"a\"]", "create things[\"b\"]");
        assertThat(world.state().resources()).containsOnlyKeys(thing("a"), thing("b"));
        assertThat(world.changes(spec(THINGS.formatted("{b: 2, a: 1}")))).isEmpty();

        applied(THINGS.formatted("{b: 3, c: 4}"));
        assertThat(world.cloud.changes())
                .containsExactlyInAnyOrder("update things[\"b\"]", "create things[\"c\"]", "delete things[\"a\"]");

        applied(THINGS.formatted("{}"));
        assertThat(world.state().isEmpty()).isTrue();
    }

    @Test
    void aReferenceToOneWaitsForThatOneAlone() {
        var reader = "reader: {type: test.thing, properties: {name: reader, comment: '${keys[\"b\"].arn}'}}";
        var keys = "keys: {type: test.key, forEach: [a, b], properties: {zone: \"${each.key}\"}}";
        world.cloud.fail("create keys[\"a\"]", ProviderException.of(ProviderException.Kind.INVALID, "Unlucky", "No."));
        assertThat(world.apply(spec(keys, reader)).outcome().succeeded()).isFalse();
        assertThat(world.cloud.changes())
                .contains("create keys[\"b\"]", "create reader")
                .doesNotContain("update reader");
        assertThat(world.state().resources()).containsKey(Address.resource("reader"));
    }

    @Test
    void aReferenceToAllWaitsForAll() {
        applied(
                "keys: {type: test.key, forEach: [a, b], properties: {zone: \"${each.key}\"}}",
                "reader: {type: test.thing, properties: {name: reader, comment: '${keys.map(k, keys[k].arn).join(\" \")}'}}");
        assertThat(world.cloud.changes().getLast()).isEqualTo("create reader");
        assertThat(comment("reader").split(" ")).hasSize(2).doesNotHaveDuplicates();
        assertThat(
                        world.changes(
                                spec(
                                        "keys: {type: test.key, forEach: [b, a], properties: {zone: \"${each.key}\"}}",
                                        "reader: {type: test.thing, properties: {name: reader, comment: '${keys.map(k, keys[k].arn).join(\" \")}'}}")))
                .isEmpty();
    }

    @Test
    void instancesReadTheirPeers() {
        applied(
                "keys: {type: test.key, forEach: [a, b], properties: {zone: \"${each.key}\"}}",
                "things: {type: test.thing, forEach: {a: '${keys[\"b\"].zone}', b: x}, properties: {name: \"${each.key}\","
                        + " comment: \"${each.value} and ${keys[each.key].zone}\"}}");
        assertThat(comment("a")).isEqualTo("b and a");
        assertThat(comment("b")).isEqualTo("x and b");
    }

    @Test
    void aBlockThatBecomesSeveralKeepsItsObject() {
        applied("thing: {type: test.thing, properties: {name: a, size: 1}}");
        var spec = spec("thing: {type: test.thing, forEach: {a: thing, b: none}, moved: [\"${each.value}\"],"
                + " properties: {name: \"${each.key}\", size: 1}}");
        assertThat(world.changes(spec))
                .hasSize(2)
                .anySatisfy(change -> assertThat(change).isInstanceOf(Change.Move.class))
                .anySatisfy(change -> assertThat(change).isInstanceOf(Change.Create.class));
    }

    @Test
    void anInstanceMovesToAnother() {
        applied(THINGS.formatted("{a: 1}"));
        var spec = spec("others: {type: test.thing, forEach: {x: 1}, moved: ['things[\"a\"]'],"
                + " properties: {name: a, size: \"${each.value}\"}}");
        assertThat(world.changes(spec))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Move.class, move -> assertThat(move.from()).isEqualTo(thing("a")));
        appliedText(spec);
        assertThat(world.cloud.changes()).isEmpty();
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void aTargetMayBeTheBlock() {
        var spec = spec(THINGS.formatted("{a: 1, b: 2}"), "other: {type: test.thing, properties: {name: o, size: 1}}");
        var plan = world.plan(spec, PlanOptions.APPLY.targeting(List.of(Address.resource("things"))));
        assertThat(plan.changes()).extracting(Change::address).containsExactlyInAnyOrder(thing("a"), thing("b"));
        assertThat(plan.leftOut()).containsExactly(Address.resource("other"));
    }

    @Test
    void replaceOnChangeKnowsInstances() {
        var key = "k: {type: test.key, lifecycle: {replaceOnChange: ['things[\"a\"].size']}, properties: {zone: z}}";
        applied(THINGS.formatted("{a: 1, b: 1}"), key);
        assertThat(world.changes(spec(THINGS.formatted("{a: 1, b: 2}"), key)))
                .extracting(Change::address)
                .containsExactly(thing("b"));
        applied(THINGS.formatted("{a: 2, b: 1}"), key);
        assertThat(world.cloud.changes()).containsExactlyInAnyOrder("update things[\"a\"]", "delete k", "create k");
    }

    private String comment(String id) {
        return world.cloud
                .thing(id)
                .orElseThrow()
                .properties()
                .string("comment")
                .orElseThrow();
    }

    private static Address thing(String key) {
        return Address.instance("things", key);
    }

    private void applied(String... blocks) {
        appliedText(spec(blocks));
    }

    private void appliedText(String spec) {
        var outcome = world.apply(spec).outcome();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.succeeded()).isTrue();
    }

    private static String spec(String... blocks) {
        return HEAD + "resources:\n  " + String.join("\n  ", blocks) + "\n";
    }

    @Test
    void eachKeyOfADataSourceIsReadAndTheWholeIsAMap() {

        for (var name : List.of("one", "two")) {
            world.cloud.put(
                    name, new MemoryCloud.Thing(MemoryProvider.THING, Value.Map.EMPTY.with("name", Value.of(name))));
        }
        var spec = """
            setpoint: v1
            stack: test
            data: {found: {type: test.lookup, forEach: [one, two], properties: {name: "${each.key}"}}}
            resources:
              first: {type: test.thing, properties: {name: first, comment: "${data.found['one'].name}"}}
              all: {type: test.thing, properties: {name: all, comment: "${data.found.map(k, data.found[k].name).join(',')}"}}
            """;
        assertThat(world.apply(spec).outcome().problems()).isEmpty();
        assertThat(world.cloud.things().values())
                .extracting(thing -> thing.properties().get("comment"))
                .contains(Optional.of(Value.of("one")), Optional.of(Value.of("one,two")));
        assertThat(world.changes(spec)).isEmpty();
    }
}
