package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.Provenance;
import dev.setpoint.engine.plan.SavedPlan;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a replacement that was not finished has left over, and what later specs make of it. */
final class LeftOversTest {

    private static final String HEAD = "setpoint: v1\nstack: shop\nproviders: {test: {}}\n";
    private static final Address B = Address.resource("b");
    private static final String USER = "w: {type: test.kept, properties: {x: \"${b.arn}\"}}";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void whatIsWantedAgainIsCurrentAgainAndTheOtherGoes() {
        halfReplaced("one", "two");

        var first = spec(named("one"), USER);
        assertThat(world.changes(first)).hasSize(2);
        assertThat(world.changes(first).getFirst()).isInstanceOfSatisfying(Change.Restore.class, restored -> {
            assertThat(restored.id()).hasToString("one");
            assertThat(restored.then()).isInstanceOf(Change.NoOp.class);
        });
        assertThat(world.changes(first).getLast()).isInstanceOfSatisfying(Change.Delete.class, deleted -> {
            assertThat(deleted.id()).hasToString("two");
            assertThat(deleted.reason()).isEqualTo(Change.DeleteReason.SUPERSEDED);
        });
        apply(first);
        assertThat(world.cloud.changes()).containsExactly("delete b");
        isAlone("one");
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void whatIsWantedAgainIsUpdatedToTheSpec() {
        halfReplaced("one", "two");
        world.cloud.drift("one", "size", Value.of(9));

        var first = spec("b: {type: test.thing, lifecycle: {createBeforeDestroy: true},"
                + " properties: {name: one, size: 3, colour: blue}}");
        assertThat(world.changes(first).getFirst())
                .isInstanceOfSatisfying(
                        Change.Restore.class,
                        restored -> assertThat(restored.then()).isInstanceOf(Change.Update.class));
        apply(first);
        assertThat(world.cloud.thing("one").orElseThrow().properties().get("size"))
                .contains(Value.of(3));
        isAlone("one");
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void goingOnWithTheReplacementDeletesWhatIsLeftOver() {
        halfReplaced("one", "two");

        var second = spec(named("two"), USER);
        apply(second);
        assertThat(world.cloud.changes()).containsExactly("delete b");
        isAlone("two");
        assertThat(world.changes(second)).isEmpty();
    }

    @Test
    void aThirdNameReplacesAndDeletesBoth() {
        halfReplaced("one", "two");

        var third = spec(named("three"), USER);
        apply(third);
        isAlone("three");
        assertThat(world.changes(third)).isEmpty();
    }

    @Test
    void ofSeveralTheOneThatIsWantedIsCurrentAgain() {
        for (var wanted : List.of("one", "two", "three", "four")) {
            world = new World(folder.resolve(wanted));
            halfReplaced("one", "two");
            fails(spec(named("three"), broken()));
            assertThat(resource().deposed()).hasSize(2);

            var spec = spec(named(wanted), USER);
            apply(spec);
            isAlone(wanted);
            assertThat(world.changes(spec)).isEmpty();
        }
    }

    @Test
    void whatIsLeftOverAndGoneIsMadeAnew() {
        halfReplaced("one", "two");
        world.cloud.vanish("one");

        var first = spec(named("one"), USER);
        assertThat(world.changes(first))
                .hasSize(3)
                .anySatisfy(change -> assertThat(change)
                        .isInstanceOfSatisfying(
                                Change.Forget.class,
                                gone -> assertThat(gone.reason()).isEqualTo(Change.ForgetReason.DEPOSED_GONE)));
        apply(first);
        assertThat(world.cloud.changes()).containsExactly("create b", "delete b");
        isAlone("one");
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void whatIsLeftOverTakesThePlaceOfWhatIsGone() {
        halfReplaced("one", "two");
        world.cloud.vanish("two");

        var first = spec(named("one"), USER);
        apply(first);
        assertThat(world.cloud.changes()).isEmpty();
        isAlone("one");
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void whatUsedTheNewOneIsSwitchedBackBeforeThatGoes() {
        var user = "u: {type: test.thing, properties: {name: u, uses: [\"${b.name}\"]}}";
        apply(spec(named("one"), user, USER));
        // One of the two has been switched, the other has not.
        fails(spec(named("two"), user, broken()));

        apply(spec(named("one"), user, USER));
        assertThat(world.cloud.changes()).containsExactly("update u", "delete b");
    }

    @Test
    void instancesAndTargetsReturnTheSameWay() {
        var things = "b: {type: test.thing, forEach: [x, y], lifecycle: {createBeforeDestroy: true},"
                + " properties: {name: \"%s-${each.key}\"}}";
        var user = "w: {type: test.kept, properties: {x: \"${b['x'].arn}\"}}";
        var bad = "w: {type: test.kept, properties: {x: \"${b['x'].arn}\", y: \"${int(b['x'].arn)}\"}}";
        apply(spec(things.formatted("one"), user));
        fails(spec(things.formatted("two"), bad));
        assertThat(world.cloud.things()).containsOnlyKeys("one-x", "two-x", "two-y");

        var first = spec(things.formatted("one"), user);
        var run = world.run(first, PlanOptions.APPLY.targeting(List.of(Address.resource("w"))));
        assertThat(run.outcome().succeeded()).isTrue();
        // The target depends on one instance only.
        assertThat(world.cloud.things()).containsOnlyKeys("one-x", "two-y");
        apply(first);
        assertThat(world.cloud.things()).containsOnlyKeys("one-x", "one-y");
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void withoutARefreshTheLeftOverIsReadAllTheSame() {
        halfReplaced("one", "two");
        var first = spec(named("one"), USER);
        assertThat(world.run(first, PlanOptions.APPLY.withoutRefresh())
                        .outcome()
                        .succeeded())
                .isTrue();
        isAlone("one");
        assertThat(resource().outputs().get("arn")).contains(Value.of("arn:one"));
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void whatTheCloudNamesIsCurrentAgainToo() {
        var key = "b: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: %s}}";
        apply(spec(key.formatted("x"), USER));
        fails(spec(key.formatted("y"), broken()));
        apply(spec(key.formatted("x"), USER));
        assertThat(world.cloud.changes()).containsExactly("delete b");
        assertThat(world.cloud.things()).containsOnlyKeys("key-1");
    }

    @Test
    void aReplacementThatIsAskedForIsMade() {
        halfReplaced("one", "two");
        var plan = world.plan(spec(named("two")), PlanOptions.APPLY.replacing(List.of(B)));
        assertThat(plan.changes()).noneMatch(Change.Restore.class::isInstance);
    }

    @Test
    void aMovedBlockReturnsToItsLeftOver() {
        halfReplaced("one", "two");
        var moved = spec("c: {type: test.thing, moved: [b], lifecycle: {createBeforeDestroy: true},"
                + " properties: {name: one, size: 1}}");
        apply(moved);
        assertThat(world.cloud.things()).containsOnlyKeys("one");
        assertThat(world.state().resources()).containsOnlyKeys(Address.resource("c"));
        assertThat(world.changes(moved)).isEmpty();
    }

    @Test
    void anotherBlockMayTakeTheNameOfALeftOver() {
        halfReplaced("one", "two");
        var spec = spec(named("two"), "c: {type: test.thing, properties: {name: one}}");
        apply(spec);
        assertThat(world.cloud.changes()).containsExactly("delete b", "create c");
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void aDestructionTakesLeftOversAlong() {
        halfReplaced("one", "two");
        assertThat(world.destroy(spec(named("one"))).outcome().succeeded()).isTrue();
        assertThat(world.cloud.things()).isEmpty();
        assertThat(world.state().isEmpty()).isTrue();
    }

    @Test
    void aRefreshThatFindsThePresentOneGoneKeepsTheLeftOver() {
        halfReplaced("one", "two");
        world.cloud.vanish("two");
        var spec = spec(named("two"), USER);
        assertThat(world.run(spec, PlanOptions.REFRESH).outcome().succeeded()).isTrue();
        assertThat(resource().identity()).hasToString("one");
        apply(spec);
        isAlone("two");
    }

    @Test
    void protectionForbidsToGoBack() {
        halfReplaced("one", "two");
        var guarded = spec("b: {type: test.thing, lifecycle: {createBeforeDestroy: true, preventDestroy: true},"
                + " properties: {name: one, size: 1}}");
        assertThat(world.plan(guarded).forbidden()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0524");
            assertThat(problem.message()).contains("`two` would be deleted");
        });
    }

    @Test
    void aSavedPlanSaysItAndIsTheSameWhenPlannedAgain() {
        halfReplaced("one", "two");
        var first = spec(named("one"), USER);
        var here = new Provenance("1", false, Map.of());
        var saved = SavedPlan.of(world.plan(first), here);
        assertThat(saved.preview().changes()).hasSize(2);
        assertThat(saved.preview().changes().getFirst()).isInstanceOf(Change.Restore.class);
        assertThat(saved.verify(world.plan(first), here)).isEmpty();

        world.cloud.vanish("one");
        assertThat(saved.verify(world.plan(first), here)).isNotEmpty();
    }

    @Test
    void aFailedReturnIsFinishedByTheNextRun() {
        halfReplaced("one", "two");
        world.cloud.drift("one", "size", Value.of(9));
        world.cloud.fail("update b", ProviderException.of(ProviderException.Kind.OTHER, "Busy", "Not now."));
        var first = spec(named("one"), USER);
        assertThat(world.apply(first).outcome().succeeded()).isFalse();
        assertThat(world.cloud.things()).containsOnlyKeys("one", "two");
        world.cloud.heal();

        apply(first);
        isAlone("one");
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void aReplacementThatEndedAnywhereMayBeUndone() {
        var user = "u: {type: test.thing, properties: {name: u, uses: [\"${b.name}\"]}}";
        var first = spec(named("one"), user);
        everywhere(crash -> {
            apply(first);
            world.applyUntil(crash, spec(named("two"), user));

            apply(first);
            assertThat(world.cloud.things()).containsOnlyKeys("one", "u");
        });
        assertThat(world.changes(first)).isEmpty();
    }

    /** The deletion of a left-over comes after the replacement that its owner's change asked for, and asks for no other. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReplacementForItsOwnersSakeIsMadeOnceWhereverTheRunEnds(boolean createBeforeDestroy) {
        var key = "k: {type: test.key, lifecycle: {createBeforeDestroy: " + createBeforeDestroy
                + ", replaceOnChange: [b.name]}, properties: {size: 1}}";
        var second = spec(named("two"), key);
        everywhere(crash -> {
            apply(spec(named("one"), key));
            world.applyUntil(crash, second);

            apply(second);
            assertThat(world.changes(second)).isEmpty();
        });
    }

    @Test
    void theReturnToALeftOverMayEndAnywhere() {
        var first = spec(named("one"), USER);
        everywhere(crash -> {
            halfReplaced("one", "two");
            world.cloud.drift("one", "size", Value.of(9));
            world.applyUntil(crash, first);

            apply(first);
            isAlone("one");
            assertThat(world.changes(first)).isEmpty();
        });
    }

    @Test
    void aReturnThatIsRolledBackLeavesBothAsTheyWere() {
        halfReplaced("one", "two");
        world.cloud.fail("create z", ProviderException.of(ProviderException.Kind.INVALID, "Unlucky", "No luck."));
        var run = world.applyOrRollBack(
                spec(named("one"), USER, "z: {type: test.thing, properties: {name: z, uses: [\"${b.name}\"]}}"));
        assertThat(run.outcome().rollback().orElseThrow().undone())
                .singleElement()
                .isInstanceOf(Change.Restore.class);
        assertThat(world.cloud.things()).containsOnlyKeys("one", "two");
        assertThat(resource().identity()).hasToString("two");
        assertThat(resource().deposed()).hasSize(1);

        apply(spec(named("one"), USER));
        isAlone("one");
    }

    /** Once for each boundary of the run that the crash ends. */
    private void everywhere(Consumer<Crash> story) {
        var crashed = true;
        for (var boundary = 1; crashed; boundary++) {
            world = new World(folder.resolve("at" + boundary));
            var crash = Crash.throwing(boundary);
            story.accept(crash);
            crashed = crash.happened();
        }
    }

    /** The first is applied, the second only in part: what uses it cannot be applied. */
    private void halfReplaced(String first, String second) {
        apply(spec(named(first), USER));
        fails(spec(named(second), broken()));
        assertThat(resource().identity()).hasToString(second);
        assertThat(resource().deposed())
                .singleElement()
                .satisfies(old -> assertThat(old.identity()).hasToString(first));
    }

    private ResourceState resource() {
        return world.state().resource(B).orElseThrow();
    }

    private void isAlone(String name) {
        assertThat(world.cloud.things()).containsOnlyKeys(name);
        assertThat(resource().identity()).hasToString(name);
        assertThat(resource().complete()).isTrue();
        assertThat(resource().deposed()).isEmpty();
    }

    private void apply(String spec) {
        var outcome = world.apply(spec).outcome();
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.succeeded()).isTrue();
    }

    private void fails(String spec) {
        assertThat(world.apply(spec).outcome().succeeded()).isFalse();
    }

    private static String named(String name) {
        return "b: {type: test.thing, lifecycle: {createBeforeDestroy: true}, properties: {name: " + name
                + ", size: 1}}";
    }

    private static String broken() {
        return "w: {type: test.kept, properties: {x: \"${b.arn}\", y: \"${int(b.arn)}\"}}";
    }

    private static String spec(String... blocks) {
        return HEAD + "resources:\n  " + String.join("\n  ", blocks) + "\n";
    }
}
