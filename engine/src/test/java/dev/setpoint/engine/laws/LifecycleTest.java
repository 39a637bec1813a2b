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
        appliedText(spec);
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
        appliedText(spec);
        assertThat(world.cloud.changes()).containsExactly("update x");
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void replaceOnChangeReplacesWhenTheOtherChanges() {
        applied(
                "a: {type: test.thing, properties: {name: a, size: 1}}",
                "k: {type: test.key, lifecycle: {replaceOnChange: [a.size]}, properties: {size: 1}}");
        applied(
                "a: {type: test.thing, properties: {name: a, size: 2}}",
                "k: {type: test.key, lifecycle: {replaceOnChange: [a.size]}, properties: {size: 1}}");
        assertThat(world.cloud.changes()).containsExactlyInAnyOrder("update a", "delete k", "create k");
    }

    @Test
    void replaceOnChangeReplacesForAnOutputThatAnUpdateMayChange() {
        var key = "k: {type: test.key, lifecycle: {replaceOnChange: [a.revision]}, properties: {size: 1}}";
        applied("a: {type: test.thing, properties: {name: a, size: 1}}", key);
        applied("a: {type: test.thing, properties: {name: a, size: 2}}", key);
        assertThat(world.cloud.changes()).containsExactlyInAnyOrder("update a", "delete k", "create k");
        assertThat(world.changes(spec("a: {type: test.thing, properties: {name: a, size: 2}}", key)))
                .isEmpty();
    }

    @Test
    void replaceOnChangeLooksAtTheOtherAlone() {
        var first = "a: {type: test.thing, properties: {name: a, size: 1}}";
        var named = "b: {type: test.thing, lifecycle: {replaceOnChange: [a.size]}, properties: {name: b, size: %s}}";
        applied(first, named.formatted(1));
        applied(first, named.formatted(2));
        assertThat(world.cloud.changes()).containsExactly("update b");
    }

    @Test
    void aReplacementThatIsDueIsMadeByTheNextRun() {
        var key = "k: {type: test.key, lifecycle: {createBeforeDestroy: true, replaceOnChange: [a.size]}}";
        applied("a: {type: test.thing, properties: {name: a, size: 1}}", key);
        var spec = spec("a: {type: test.thing, properties: {name: a, size: 2}}", key);
        world.cloud.fail("create k", ProviderException.of(ProviderException.Kind.INVALID, "Unlucky", "No luck today."));
        assertThat(world.apply(spec).outcome().succeeded()).isFalse();
        assertThat(world.cloud.changes()).containsExactly("update a", "create k");

        world.cloud.heal();
        appliedText(spec);
        assertThat(world.cloud.changes()).containsExactly("create k", "delete k");
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void anIgnoredPropertyIsLeftAsTheCloudHasIt() {
        var spec = spec("a: {type: test.thing, lifecycle: {ignoreChanges: [size]}, properties: {name: a, size: 1}}");
        appliedText(spec);
        world.cloud.drift("a", "size", Value.of(7));
        assertThat(world.changes(spec)).isEmpty();
        applied("a: {type: test.thing, lifecycle: {ignoreChanges: [size]}, properties: {name: a, size: 2, colour:"
                + " blue}}");
        assertThat(world.cloud.thing("a").orElseThrow().properties().get("size"))
                .contains(Value.of(7));
    }

    @Test
    void createBeforeDestroySwitchesDependentsBeforeTheOldOneGoes() {
        applied(
                "k: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: x}}",
                "b: {type: test.thing, properties: {name: b, comment: \"${k.arn}\"}}");
        applied(
                "k: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: y}}",
                "b: {type: test.thing, properties: {name: b, comment: \"${k.arn}\"}}");
        assertThat(world.cloud.changes()).containsExactly("create k", "update b", "delete k");
    }

    @Test
    void whatIsMadeFirstHasWhatItDependsOnMadeFirst() {
        applied(
                "a: {type: test.thing, properties: {name: a, zone: x, colour: green}}",
                "p: {type: test.part, lifecycle: {createBeforeDestroy: true}, properties: {name: p, of:"
                        + " \"${a.name}\"}}");
        applied(
                "a: {type: test.thing, properties: {name: b, zone: x, colour: green}}",
                "p: {type: test.part, lifecycle: {createBeforeDestroy: true}, properties: {name: q, of:"
                        + " \"${a.name}\"}}");
        assertThat(world.cloud.changes()).containsExactly("create a", "create p", "delete p", "delete a");
    }

    @Test
    void twoOfOneNameCannotBeThereAtOnce() {
        applied("a: {type: test.thing, properties: {name: a, zone: x, colour: green}}");
        var spec = spec(
                "a: {type: test.thing, properties: {name: a, zone: y, colour: green}}",
                "p: {type: test.part, lifecycle: {createBeforeDestroy: true}, properties: {name: p, of:"
                        + " \"${a.name}\"}}");
        assertThat(world.plan(spec).forbidden()).extracting(Diagnostic::code).containsExactly("SP0527");
    }

    @Test
    void aPartGoesWithWhatItIsAPartOf() {
        applied(
                "a: {type: test.thing, properties: {name: a, zone: x, colour: green}}",
                "p: {type: test.part, properties: {name: p, of: \"${a.name}\"}}");
        applied(
                "a: {type: test.thing, properties: {name: a, zone: y, colour: green}}",
                "p: {type: test.part, properties: {name: p, of: \"${a.name}\"}}");
        assertThat(world.cloud.changes()).containsExactly("delete p", "delete a", "create a", "create p");
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
        appliedText(HEAD + later + resources(block, "c: {type: test.thing, properties: {name: c, size: 5}}"));
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
        appliedText(spec());
        assertThat(world.cloud.things()).containsKey("a");
        assertThat(world.state().isEmpty()).isTrue();
    }

    @Test
    void whatAReplacementCouldNotDeleteIsDeletedByTheNextRun() {
        var first = "k: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: x}}";
        var second = "k: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: y}}";
        applied(first);
        world.cloud.fail("delete k", ProviderException.of(ProviderException.Kind.OTHER, "Busy", "Not now."));
        assertThat(world.apply(spec(second)).outcome().succeeded()).isFalse();
        assertThat(world.cloud.things()).hasSize(2);
        world.cloud.heal();
        applied(second);
        assertThat(world.cloud.changes()).containsExactly("delete k");
        assertThat(world.cloud.things()).hasSize(1);
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
        appliedText(spec);
        assertThat(world.store().read().diagnostics()).isEmpty();
        assertThat(world.cloud.things()).containsOnlyKeys("a");
    }

    private void applied(String... blocks) {
        appliedText(spec(blocks));
    }

    private void appliedText(String spec) {
        var outcome = world.apply(spec).outcome();
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.succeeded()).isTrue();
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
