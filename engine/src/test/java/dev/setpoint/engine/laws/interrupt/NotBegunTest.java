package dev.setpoint.engine.laws.interrupt;

import static dev.setpoint.engine.laws.interrupt.Things.NOTHING;
import static dev.setpoint.engine.laws.interrupt.Things.ONE;
import static dev.setpoint.engine.laws.interrupt.Things.names;
import static dev.setpoint.engine.laws.interrupt.Things.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.testing.World;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that an interrupt reaches before they send a request: nothing of them is in the cloud or in the state. */
final class NotBegunTest {

    @TempDir
    private Path folder;

    private World world = new World(Path.of("."));

    @BeforeEach
    void emptyCloud() {
        world = new World(folder);
    }

    /** Nothing of the run was changed, neither in the cloud nor in the state; the next one does it all. */
    private void requireUntouched(State before, World.Applied applied, String spec) {
        world.calm();
        var outcome = applied.outcome();
        assertThat(outcome.interrupted()).isTrue();
        assertThat(outcome.done()).allMatch(Change.NoOp.class::isInstance);
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.problems()).isEmpty();
        assertThat(names(outcome.skipped().keySet())).containsExactly("a");
        assertThat(world.cloud.changes()).isEmpty();
        assertThat(world.state().resources()).isEqualTo(before.resources());
        assertThat(world.store().read().diagnostics())
                .as("nothing is left to look for")
                .isEmpty();
        assertThat(world.changes(spec)).hasSameSizeAs(changes(applied));
        assertThat(world.apply(spec).outcome().succeeded()).isTrue();
        assertThat(world.changes(spec)).isEmpty();
    }

    private static List<Change> changes(World.Applied applied) {
        return applied.plan().changes().stream()
                .filter(change -> !(change instanceof Change.NoOp))
                .toList();
    }

    @Test
    void aCreationThatIsStoppedOnItsWayIsNotBegun() {
        var before = world.state();
        world.interruptOnTheWayTo("create a");
        requireUntouched(before, world.apply(ONE), ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "update"})
    void anUpdateThatIsStoppedBeforeItsRequestIsNotBegun(String at) {
        world.apply(
                spec("b: {type: test.thing, properties: {name: b}}", "a: {type: test.thing, properties: {name: a}}"));
        var before = world.state();
        var spec = spec(
                "b: {type: test.thing, properties: {name: b}}",
                "a: {type: test.thing, properties: {name: a, uses: [\"${b.name}\"]}}");
        interruptInApply(at);
        requireUntouched(before, world.apply(spec), spec);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "delete"})
    void aDeletionThatIsStoppedBeforeItsRequestIsNotBegun(String at) {
        world.apply(ONE);
        var before = world.state();
        interruptInApply(at);
        requireUntouched(before, world.apply(NOTHING), NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "delete"})
    void aDestructionThatIsStoppedBeforeItsRequestIsNotBegun(String at) {
        world.apply(ONE);
        var before = world.state();
        interruptInApply(at);
        var outcome = world.destroy(ONE).outcome();
        assertThat(names(outcome.skipped().keySet())).containsExactly("a");
        assertThat(world.state().resources()).isEqualTo(before.resources());
        world.calm();
        assertThat(world.destroy(ONE).outcome().done()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "delete"})
    void aReplacementThatIsStoppedBeforeItDeletesIsNotBegun(String at) {
        world.apply(ONE);
        var before = world.state();
        var spec = spec("a: {type: test.thing, properties: {name: other, size: 1}}");
        interruptInApply(at);
        requireUntouched(before, world.apply(spec), spec);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "create"})
    void aReplacementThatIsStoppedBeforeItCreatesIsNotBegun(String at) {
        world.apply(ONE);
        var before = world.state();
        var spec =
                spec("a: {type: test.thing, lifecycle: {createBeforeDestroy: true}, properties: {name: b, size: 1}}");
        interruptInApply(at);
        requireUntouched(before, world.apply(spec), spec);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "update"})
    void anImportThatIsStoppedBeforeItsUpdateIsNotBegun(String at) {
        world.apply(ONE);
        world.apply(spec("a: {type: test.thing, lifecycle: {onDelete: retain}, properties: {name: a, size: 1}}"));
        world.apply(NOTHING);
        var before = world.state();
        var spec = spec("a: {type: test.thing, import: a, properties: {name: a, size: 2}}");
        interruptInApply(at);
        requireUntouched(before, world.apply(spec), spec);
    }

    /** A plan reads as well; what counts is the applying, which may read more than once. */
    private void interruptInApply(String operation) {
        if (operation.equals("read")) {
            var once = new AtomicBoolean();
            world.cloud.before(request -> {
                if (request.toString().equals("read a") && isApplying() && once.compareAndSet(false, true)) {
                    world.interrupt();
                }
            });
        } else {
            world.interruptOnTheWayTo(operation + " a");
        }
    }

    private static boolean isApplying() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith(".PlanGuard")
                        || frame.getClassName().endsWith(".Deletions")));
    }
}
