package dev.setpoint.engine.laws.replacement;

import static dev.setpoint.engine.laws.replacement.HalfReplacement.USER;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.halfReplaced;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.named;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.requireAlone;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.resource;
import static dev.setpoint.engine.laws.replacement.HalfReplacement.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOrigin;
import dev.setpoint.engine.plan.saved.SavedPlan;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that return to an object which a replacement has left over: saved, failed, rolled back, cut short. */
final class ReturnToLeftOverTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void aSavedPlanSaysItAndIsTheSameWhenPlannedAgain() {
        halfReplaced(world, "one", "two");
        var first = spec(named("one"), USER);
        var here = new PlanOrigin("1", false, Map.of());
        var saved = SavedPlan.of(world.plan(first), here);
        assertThat(saved.preview().changes()).hasSize(2);
        assertThat(saved.preview().changes().getFirst()).isInstanceOf(Change.Restore.class);
        assertThat(saved.verify(world.plan(first), here)).isEmpty();

        world.cloud.vanish("one");
        assertThat(saved.verify(world.plan(first), here)).isNotEmpty();
    }

    @Test
    void aFailedReturnIsFinishedByTheNextRun() {
        halfReplaced(world, "one", "two");
        world.cloud.drift("one", "size", Value.of(9));
        world.cloud.fail("update b", ProviderException.of(ProviderException.Kind.OTHER, "Busy", "Not now."));
        var first = spec(named("one"), USER);
        assertThat(world.apply(first).outcome().succeeded()).isFalse();
        assertThat(world.cloud.things()).containsOnlyKeys("one", "two");
        world.cloud.heal();

        world.succeed(first);
        requireAlone(world, "one");
        assertThat(world.changes(first)).isEmpty();
    }

    @Test
    void aReplacementThatEndedAnywhereMayBeUndone() {
        var user = "u: {type: test.thing, properties: {name: u, uses: [\"${b.name}\"]}}";
        var first = spec(named("one"), user);
        everywhere(crash -> {
            world.succeed(first);
            world.applyUntil(crash, spec(named("two"), user));

            world.succeed(first);
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
            world.succeed(spec(named("one"), key));
            world.applyUntil(crash, second);

            world.succeed(second);
            assertThat(world.changes(second)).isEmpty();
        });
    }

    @Test
    void theReturnToALeftOverMayEndAnywhere() {
        var first = spec(named("one"), USER);
        everywhere(crash -> {
            halfReplaced(world, "one", "two");
            world.cloud.drift("one", "size", Value.of(9));
            world.applyUntil(crash, first);

            world.succeed(first);
            requireAlone(world, "one");
            assertThat(world.changes(first)).isEmpty();
        });
    }

    @Test
    void aReturnThatIsRolledBackLeavesBothAsTheyWere() {
        halfReplaced(world, "one", "two");
        world.cloud.fail("create z", ProviderException.of(ProviderException.Kind.INVALID, "Unlucky", "No luck."));
        var run = world.applyOrRollBack(
                spec(named("one"), USER, "z: {type: test.thing, properties: {name: z, uses: [\"${b.name}\"]}}"));
        assertThat(run.outcome().rollback().orElseThrow().undone())
                .singleElement()
                .isInstanceOf(Change.Restore.class);
        assertThat(world.cloud.things()).containsOnlyKeys("one", "two");
        assertThat(resource(world).identity()).hasToString("two");
        assertThat(resource(world).deposed()).hasSize(1);

        world.succeed(spec(named("one"), USER));
        requireAlone(world, "one");
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
}
