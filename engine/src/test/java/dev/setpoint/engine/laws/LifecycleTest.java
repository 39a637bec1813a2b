package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of a block and existing objects, through the whole engine. */
final class LifecycleTest {

    private static final String HEAD = "setpoint: v1\nstack: shop\nproviders: {test: {}}\n";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void aMovedBlockKeepsItsObject() {
        applied("old: {type: test.thing, properties: {name: a, size: 1}}");
        var spec = spec("new: {type: test.thing, moved: [old], properties: {name: a, size: 2}}");
        assertThat(world.changes(spec)).singleElement().isInstanceOfSatisfying(Change.Move.class, move -> {
            assertThat(move.from()).isEqualTo(Address.resource("old"));
            assertThat(move.then()).isInstanceOf(Change.Update.class);
        });
        world.succeed(spec);
        assertThat(world.cloud.changes()).containsExactly("update new");
        assertThat(world.state().resources()).containsOnlyKeys(Address.resource("new"));
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void anImportedObjectIsTakenOverAndBroughtIntoLine() {
        there("a", "size", Value.of(1));
        var spec = spec("x: {type: test.thing, import: a, properties: {name: a, size: 2}}");
        assertThat(world.changes(spec))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Import.class, taken -> assertThat(taken.then()).isInstanceOf(Change.Update.class));
        world.succeed(spec);
        assertThat(world.cloud.changes()).containsExactly("update x");
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void anIgnoredPropertyIsLeftAsTheCloudHasIt() {
        var spec = spec("a: {type: test.thing, lifecycle: {ignoreChanges: [size]}, properties: {name: a, size: 1}}");
        world.succeed(spec);
        world.cloud.drift("a", "size", Value.of(7));
        assertThat(world.changes(spec)).isEmpty();
        applied("a: {type: test.thing, lifecycle: {ignoreChanges: [size]}, properties: {name: a, size: 2, colour:"
                + " blue}}");
        assertThat(world.cloud.thing("a").orElseThrow().properties().get("size"))
                .contains(Value.of(7));
    }

    @Test
    void whatIsNeededOutsideOfTheStackIsLookedAt() {
        var spec = spec("p: {type: test.part, properties: {name: p, of: a}}");
        assertThat(world.problems(spec))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).isEqualTo("`p` needs a test.thing for `a`, and there is none."));
        there("a", "colour", Value.of("red"));
        assertThat(world.problems(spec))
                .singleElement()
                .satisfies(problem -> assertThat(problem.hint()).contains("Only green things have parts."));
        world.cloud.drift("a", "colour", Value.of("green"));
        assertThat(world.problems(spec)).isEmpty();
    }

    @Test
    void aDataSourceIsReadAtPlanOrOnceWhatItWaitsForIsThere() {
        there("a", "size", Value.of(3));
        var data = "data: {found: {type: test.lookup, properties: {name: a}}}\n";
        var block = "b: {type: test.thing, properties: {name: b, size: \"${data.found.size}\"}}";
        var create =
                (Change.Create) world.changes(HEAD + data + resources(block)).getFirst();
        assertThat(create.desired().get("size")).contains(Value.of(3));

        var later = "data: {found: {type: test.lookup, dependsOn: [c], properties: {name: c}}}\n";
        world.succeed(HEAD + later + resources(block, "c: {type: test.thing, properties: {name: c, size: 5}}"));
        assertThat(world.cloud.thing("b").orElseThrow().properties().get("size"))
                .contains(Value.of(5));
    }

    @Test
    void protectionStaysWhenTheBlockIsGone() {
        applied("a: {type: test.thing, properties: {name: a}}");
        applied("a: {type: test.thing, lifecycle: {preventDestroy: true}, properties: {name: a}}");
        assertThat(world.cloud.changes()).isEmpty();
        assertThat(world.plan(spec()).forbidden()).extracting(Diagnostic::code).containsExactly("SP0522");
        assertThat(world.apply(spec()).outcome().problems())
                .extracting(Diagnostic::code)
                .containsExactly("SP0522");
        assertThat(world.cloud.changes()).isEmpty();
    }

    @Test
    void whatIsToBeRetainedIsForgottenAndLeft() {
        applied("a: {type: test.thing, lifecycle: {onDelete: retain}, properties: {name: a}}");
        assertThat(world.changes(spec())).singleElement().isInstanceOf(Change.Forget.class);
        world.succeed(spec());
        assertThat(world.cloud.things()).containsKey("a");
        assertThat(world.state().isEmpty()).isTrue();
    }

    @Test
    void aNameTakenBetweenPlanAndApplyFailsAndAdoptsNothing() {
        world.cloud.before(request -> {
            if (request.operation().equals("create")) {
                there("a", "size", Value.of(9));
            }
        });
        var outcome = world.apply(spec("x: {type: test.thing, properties: {name: a, size: 1}}"))
                .outcome();
        assertThat(outcome.failed().values())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("There is a thing named `a` already"));
        assertThat(world.state().isEmpty()).isTrue();
        assertThat(world.cloud.thing("a").orElseThrow().properties().get("size"))
                .contains(Value.of(9));
    }

    @Test
    void whatTheCloudNamesIsNotLookedForWhenPlanning() {
        assertThat(world.changes(spec("k: {type: test.key, properties: {size: 1}}")))
                .hasSize(1);
        assertThat(world.cloud.requests()).isEmpty();
    }

    @Test
    void newDependenciesReachTheStateThoughNothingElseChanges() {
        applied("a: {type: test.thing, properties: {name: a}}", "b: {type: test.thing, properties: {name: b}}");
        applied(
                "a: {type: test.thing, properties: {name: a}}",
                "b: {type: test.thing, dependsOn: [a], properties: {name: b}}");
        assertThat(world.cloud.changes()).isEmpty();
        assertThat(world.state().resource(Address.resource("b")).orElseThrow().dependencies())
                .containsExactly(Address.resource("a"));
    }

    @Test
    void aPlanAfterACreationWasCutShortSaysToRecover() {
        var spec = spec("x: {type: test.thing, properties: {name: a}}");
        world.cloud.after(request -> {
            if (request.operation().equals("created")) {
                throw ProviderException.of(ProviderException.Kind.UNREACHABLE, "Gone", "No answer.");
            }
        });
        assertThat(world.apply(spec).outcome().succeeded()).isFalse();
        world.cloud.after(_ -> {});
        assertThat(world.store().read().diagnostics()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.message()).contains("interrupted").contains("`x`");
            assertThat(problem.hint().orElseThrow()).contains("setpoint apply");
        });
        world.succeed(spec);
        assertThat(world.store().read().diagnostics()).isEmpty();
        assertThat(world.cloud.things()).containsOnlyKeys("a");
    }

    private void applied(String... blocks) {
        world.succeed(spec(blocks));
    }

    private void there(String name, String property, Value value) {
        world.cloud.put(
                name,
                new MemoryCloud.Thing(
                        MemoryProvider.THING,
                        Value.Map.EMPTY.with("name", Value.of(name)).with(property, value)));
    }

    private static String spec(String... blocks) {
        return HEAD + resources(blocks);
    }

    private static String resources(String... blocks) {
        return blocks.length == 0 ? "resources: {}\n" : "resources:\n  " + String.join("\n  ", blocks) + "\n";
    }
}
