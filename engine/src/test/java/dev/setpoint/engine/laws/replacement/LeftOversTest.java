package dev.setpoint.engine.laws.replacement;

import static dev.setpoint.engine.laws.replacement.HalfReplacement.B;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.USER;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.broken;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.fail;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.halfReplaced;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.named;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.requireAlone;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.resource;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.spec;
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

/** Objects that an unfinished replacement has left over, under later specs. */
final class LeftOversTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void whatIsWantedAgainIsCurrentAgainAndTheOtherGoes() {
        halfReplaced(world, "one", "two");

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
        world.succeed(first);
        assertThat(world.cloud.changes()).containsExactly("delete b");
        requireAlone(world, "one");
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void whatIsWantedAgainIsUpdatedToTheSpec() {
        halfReplaced(world, "one", "two");
        world.cloud.drift("one", "size", Value.of(9));

        var first = spec("b: {type: test.thing, lifecycle: {createBeforeDestroy: true},"
                + " properties: {name: one, size: 3, colour: blue}}");
        assertThat(world.changes(first).getFirst())
                .isInstanceOfSatisfying(
                        Change.Restore.class,
                        restored -> assertThat(restored.then()).isInstanceOf(Change.Update.class));
        world.succeed(first);
        assertThat(world.cloud.thing("one").orElseThrow().properties().get("size"))
                .contains(Value.of(3));
        requireAlone(world, "one");
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void goingOnWithTheReplacementDeletesWhatIsLeftOver() {
        halfReplaced(world, "one", "two");

        var second = spec(named("two"), USER);
        world.succeed(second);
        assertThat(world.cloud.changes()).containsExactly("delete b");
        requireAlone(world, "two");
        assertThat(world.changes(second)).isEmpty();
    }

    @Test
    void aThirdNameReplacesAndDeletesBoth() {
        halfReplaced(world, "one", "two");

        var third = spec(named("three"), USER);
        world.succeed(third);
        requireAlone(world, "three");
        assertThat(world.changes(third)).isEmpty();
    }

    @Test
    void ofSeveralTheOneThatIsWantedIsCurrentAgain() {
        for (var wanted : List.of("one", "two", "three", "four")) {
            world = new World(folder.resolve(wanted));
            halfReplaced(world, "one", "two");
            fail(world, spec(named("three"), broken()));
            assertThat(resource(world).deposed()).hasSize(2);

            var spec = spec(named(wanted), USER);
            world.succeed(spec);
            requireAlone(world, wanted);
            assertThat(world.changes(spec)).isEmpty();
        }
    }

    @Test
    void whatIsLeftOverAndGoneIsMadeAnew() {
        halfReplaced(world, "one", "two");
        world.cloud.vanish("one");

        var first = spec(named("one"), USER);
        assertThat(world.changes(first))
                .hasSize(3)
                .anySatisfy(change -> assertThat(change)
                        .isInstanceOfSatisfying(
                                Change.Forget.class,
                                gone -> assertThat(gone.reason()).isEqualTo(Change.ForgetReason.DEPOSED_GONE)));
        world.succeed(first);
        assertThat(world.cloud.changes()).containsExactly("create b", "delete b");
        requireAlone(world, "one");
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void whatIsLeftOverTakesThePlaceOfWhatIsGone() {
        halfReplaced(world, "one", "two");
        world.cloud.vanish("two");

        var first = spec(named("one"), USER);
        world.succeed(first);
        assertThat(world.cloud.changes()).isEmpty();
        requireAlone(world, "one");
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void whatUsedTheNewOneIsSwitchedBackBeforeThatGoes() {
        var user = "u: {type: test.thing, properties: {name: u, uses: [\"${b.name}\"]}}";
        world.succeed(spec(named("one"), user, USER));
        // One of the two has been switched, the other has not.
        fail(world, spec(named("two"), user, broken()));

        world.succeed(spec(named("one"), user, USER));
        assertThat(world.cloud.changes()).containsExactly("update u", "delete b");
    }

    @Test
    void instancesAndTargetsReturnTheSameWay() {
        var things = "b: {type: test.thing, forEach: [x, y], lifecycle: {createBeforeDestroy: true},"
                + " properties: {name: \"%s-${each.key}\"}}";
        var user = "w: {type: test.kept, properties: {x: \"${b['x'].arn}\"}}";
        var bad = "w: {type: test.kept, properties: {x: \"${b['x'].arn}\", y: \"${int(b['x'].arn)}\"}}";
        world.succeed(spec(things.formatted("one"), user));
        fail(world, spec(things.formatted("two"), bad));
        assertThat(world.cloud.things()).containsOnlyKeys("one-x", "two-x", "two-y");

        var first = spec(things.formatted("one"), user);
        var run = world.run(first, PlanOptions.APPLY.targeting(List.of(Address.resource("w"))));
        assertThat(run.outcome().succeeded()).isTrue();
        // The target depends on one instance only.
        assertThat(world.cloud.things()).containsOnlyKeys("one-x", "two-y");
        world.succeed(first);
        assertThat(world.cloud.things()).containsOnlyKeys("one-x", "one-y");
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void withoutARefreshTheLeftOverIsReadAllTheSame() {
        halfReplaced(world, "one", "two");
        var first = spec(named("one"), USER);
        assertThat(world.run(first, PlanOptions.APPLY.withoutRefresh())
                        .outcome()
                        .succeeded())
                .isTrue();
        requireAlone(world, "one");
        assertThat(resource(world).outputs().get("arn")).contains(Value.of("arn:one"));
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void whatTheCloudNamesIsCurrentAgainToo() {
        var key = "b: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: %s}}";
        world.succeed(spec(key.formatted("x"), USER));
        fail(world, spec(key.formatted("y"), broken()));
        world.succeed(spec(key.formatted("x"), USER));
        assertThat(world.cloud.changes()).containsExactly("delete b");
        assertThat(world.cloud.things()).containsOnlyKeys("key-1");
    }

    @Test
    void aReplacementThatIsAskedForIsMade() {
        halfReplaced(world, "one", "two");
        var plan = world.plan(spec(named("two")), PlanOptions.APPLY.replacing(List.of(B)));
        assertThat(plan.changes()).noneMatch(Change.Restore.class::isInstance);
    }

    @Test
    void aMovedBlockReturnsToItsLeftOver() {
        halfReplaced(world, "one", "two");
        var moved = spec("c: {type: test.thing, moved: [b], lifecycle: {createBeforeDestroy: true},"
                + " properties: {name: one, size: 1}}");
        world.succeed(moved);
        assertThat(world.cloud.things()).containsOnlyKeys("one");
        assertThat(world.state().resources()).containsOnlyKeys(Address.resource("c"));
        assertThat(world.changes(moved)).isEmpty();
    }

    @Test
    void anotherBlockMayTakeTheNameOfALeftOver() {
        halfReplaced(world, "one", "two");
        var spec = spec(named("two"), "c: {type: test.thing, properties: {name: one}}");
        world.succeed(spec);
        assertThat(world.cloud.changes()).containsExactly("delete b", "create c");
        assertThat(world.changes(spec)).isEmpty();
    }

    @Test
    void aDestructionTakesLeftOversAlong() {
        halfReplaced(world, "one", "two");
        assertThat(world.destroy(spec(named("one"))).outcome().succeeded()).isTrue();
        assertThat(world.cloud.things()).isEmpty();
        assertThat(world.state().isEmpty()).isTrue();
    }

    @Test
    void aRefreshThatFindsThePresentOneGoneKeepsTheLeftOver() {
        halfReplaced(world, "one", "two");
        world.cloud.vanish("two");
        var spec = spec(named("two"), USER);
        assertThat(world.run(spec, PlanOptions.REFRESH).outcome().succeeded()).isTrue();
        assertThat(resource(world).identity()).hasToString("one");
        world.succeed(spec);
        requireAlone(world, "two");
    }

    @Test
    void protectionForbidsToGoBack() {
        halfReplaced(world, "one", "two");
        var guarded = spec("b: {type: test.thing, lifecycle: {createBeforeDestroy: true, preventDestroy: true},"
                + " properties: {name: one, size: 1}}");
        assertThat(world.plan(guarded).forbidden()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0524");
            assertThat(problem.message()).contains("`two` would be deleted");
        });
    }
}
