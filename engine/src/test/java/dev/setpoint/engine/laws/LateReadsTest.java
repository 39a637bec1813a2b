package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sources that read what the same stack makes: each is read after the changes it depends on. */
final class LateReadsTest {

    private static final String HEAD = "setpoint: v1\nstack: shop\nproviders: {test: {}}\n";
    private static final String LOOK = "data: {look: {type: test.lookup, properties: {name: \"${a.name}\"}}}\n";
    private static final String SIZE = "outputs: {size: \"${data.look.size}\"}\n";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void whatTheStackMakesIsReadOnceItIsThere() {
        var spec = spec(LOOK + SIZE, "a: {type: test.thing, properties: {name: a, size: 1}}");
        assertThat(world.plan(spec).data()).isEmpty();

        apply(spec);
        assertThat(output("size")).isEqualTo(Value.of(1));
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void whatIsUpdatedIsReadAfterTheUpdate() {
        apply(spec(LOOK + SIZE, "a: {type: test.thing, properties: {name: a, size: 1}}"));

        var spec = spec(LOOK + SIZE, "a: {type: test.thing, properties: {name: a, size: 2}}");
        apply(spec);
        assertThat(output("size")).isEqualTo(Value.of(2));
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void whatIsReplacedIsReadAfterTheReplacement() {
        apply(spec(LOOK + SIZE, "a: {type: test.thing, properties: {name: a, size: 1}}"));

        var spec = spec(LOOK + SIZE, "a: {type: test.thing, properties: {name: other, size: 2}}");
        apply(spec);
        assertThat(output("size")).isEqualTo(Value.of(2));
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void whatWasDeletedOutsideIsMadeAgainAndReadThen() {
        var spec = spec(LOOK + SIZE, "a: {type: test.thing, properties: {name: a, size: 1}}");
        apply(spec);
        world.cloud.vanish("a");

        assertThat(world.changes(spec)).singleElement().isInstanceOf(Change.Create.class);
        apply(spec);
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void aChangeFurtherBackDelaysTheReadToo() {
        var data = "data: {look: {type: test.lookup, properties: {name: \"${b.comment}\"}}}\n";
        var user = "b: {type: test.thing, properties: {name: b, comment: \"${a.name}\"}}";
        apply(spec(data + SIZE, "a: {type: test.thing, properties: {name: a, size: 1}}", user));

        var spec = spec(data + SIZE, "a: {type: test.thing, properties: {name: a, size: 2}}", user);
        apply(spec);
        assertThat(output("size")).isEqualTo(Value.of(2));
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void aChainOfReadsAndResourcesRunsInItsOrder() {
        var data = """
            data:
              first: {type: test.lookup, properties: {name: "${a.name}"}}
              look: {type: test.lookup, properties: {name: "${b.name}"}}
            """;
        var user = "b: {type: test.thing, properties: {name: b, size: \"${data.first.size}\"}}";
        apply(spec(data + SIZE, "a: {type: test.thing, properties: {name: a, size: 1}}", user));
        assertThat(output("size")).isEqualTo(Value.of(1));

        var spec = spec(data + SIZE, "a: {type: test.thing, properties: {name: a, size: 2}}", user);
        apply(spec);
        assertThat(output("size")).isEqualTo(Value.of(2));
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void aReadThatRefersToAReadWaitsWithIt() {
        // The one that waits stands first in the file.
        var data = """
            data:
              look: {type: test.lookup, dependsOn: [data.first], properties: {name: a}}
              first: {type: test.lookup, properties: {name: "${a.name}"}}
            """;
        var spec = spec(data + SIZE, "a: {type: test.thing, properties: {name: a, size: 1}}");
        apply(spec);
        assertThat(output("size")).isEqualTo(Value.of(1));
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void instancesOfForEachAreReadOnceTheyAreThere() {
        var data = "data: {look: {type: test.lookup, properties: {name: \"${t['x'].name}\"}}}\n";
        var things = "t: {type: test.thing, forEach: [x, y], properties: {name: \"thing-${each.key}\", size: %s}}";
        apply(spec(data + SIZE, things.formatted(1)));
        assertThat(output("size")).isEqualTo(Value.of(1));

        apply(spec(data + SIZE, things.formatted(2)));
        assertThat(output("size")).isEqualTo(Value.of(2));
        world.cloud.vanish("thing-x");
        apply(spec(data + SIZE, things.formatted(2)));
        assertThat(world.plan(spec(data + SIZE, things.formatted(2))).hasChanges())
                .isFalse();
    }

    @Test
    void aTargetTakesTheReadAndWhatItReadsAlong() {
        var spec = spec(
                LOOK,
                "a: {type: test.thing, properties: {name: a, size: 4}}",
                "b: {type: test.thing, properties: {name: b, size: \"${data.look.size}\"}}",
                "c: {type: test.thing, properties: {name: c}}");
        var run = world.run(spec, PlanOptions.APPLY.targeting(List.of(Address.resource("b"))));
        assertThat(run.outcome().succeeded()).isTrue();
        assertThat(world.cloud.changes()).containsExactly("create a", "create b");
        assertThat(world.cloud.thing("b").orElseThrow().properties().get("size"))
                .contains(Value.of(4));
    }

    @Test
    void aReadIsLeftOutOfADestruction() {
        var spec = spec(LOOK + SIZE, "a: {type: test.thing, properties: {name: a, size: 1}}");
        apply(spec);
        world.cloud.vanish("a");
        assertThat(world.destroy(spec).outcome().succeeded()).isTrue();
        assertThat(world.state().isEmpty()).isTrue();
    }

    @Test
    void aRefreshReadsWhatIsThereAndNotWhatIsGone() {
        var literal = "data: {look: {type: test.lookup, dependsOn: [a], properties: {name: a}}}\n";
        var spec = spec(literal + SIZE, "a: {type: test.thing, properties: {name: a, size: 1}}");
        apply(spec);
        world.cloud.drift("a", "size", Value.of(7));
        assertThat(world.run(spec, PlanOptions.REFRESH).outcome().succeeded()).isTrue();
        assertThat(output("size")).isEqualTo(Value.of(7));

        world.cloud.vanish("a");
        assertThat(world.run(spec, PlanOptions.REFRESH).outcome().succeeded()).isTrue();
        assertThat(world.state().resources()).isEmpty();
    }

    @Test
    void withoutARefreshAPendingChangeDelaysTheReadAsWell() {
        apply(spec(LOOK + SIZE, "a: {type: test.thing, properties: {name: a, size: 1}}"));
        var spec = spec(LOOK + SIZE, "a: {type: test.thing, properties: {name: a, size: 2}}");
        assertThat(world.run(spec, PlanOptions.APPLY.withoutRefresh()).outcome().succeeded())
                .isTrue();
        assertThat(output("size")).isEqualTo(Value.of(2));
    }

    @Test
    void aMoveAloneDelaysNothing() {
        apply(spec("", "old: {type: test.thing, properties: {name: a, size: 1}}"));
        var plan = world.plan(spec(LOOK, "a: {type: test.thing, moved: [old], properties: {name: a, size: 1}}"));
        assertThat(plan.data()).containsOnlyKeys(Address.data("look"));
    }

    private void apply(String spec) {
        var outcome = world.apply(spec).outcome();
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.succeeded()).isTrue();
    }

    private Value output(String name) {
        return world.state().outputs().get(name).orElseThrow();
    }

    private static String spec(String rest, String... blocks) {
        return HEAD + rest + "resources:\n  " + String.join("\n  ", blocks) + "\n";
    }
}
