package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.Event;
import dev.setpoint.engine.apply.Outcome;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.state.State;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that the user stops: how many changes are going on by then, what still ends, and what never begins. */
final class InterruptTest {

    private static final int MANY = 20;

    @TempDir
    private Path folder;

    private World world = new World(Path.of("."));
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void emptyCloud() {
        world = new World(folder).listener(events::add);
    }

    /** Independent of each other: t00, t01 … */
    private static String many(int size) {
        return spec(IntStream.range(0, MANY)
                .mapToObj(number -> "t" + number / 10 + number % 10)
                .map(name -> "%1$s: {type: test.thing, properties: {name: %1$s, size: %2$s}}".formatted(name, size))
                .toArray(String[]::new));
    }

    private static String spec(String... resources) {
        var text = new StringBuilder("setpoint: v1\nstack: shop\nproviders: {test: {}}\nresources:\n");
        List.of(resources).forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    private static final String NOTHING = "setpoint: v1\nstack: shop\nproviders: {test: {}}\n";

    private static final String ONE = spec("a: {type: test.thing, properties: {name: a, size: 1}}");

    private static List<String> names(Collection<Change> changes) {
        return changes.stream().map(change -> change.address().text()).toList();
    }

    private void interruptBefore(String request) {
        world.cloud.before(next -> {
            if (next.toString().equals(request)) {
                world.interrupt();
            }
        });
    }

    /** While the change waits for its turn to send its first request. */
    private void interruptOnTheWayTo(String request) {
        world.cloud.approach(next -> {
            if (next.toString().equals(request)) {
                world.interrupt();
            }
        });
    }

    private void calm() {
        world.cloud.before(_ -> {}).approach(_ -> {});
    }

    /** Nothing of the run was changed, neither in the cloud nor in the state; the next one does it all. */
    private void requireUntouched(State before, World.Applied applied, String spec) {
        calm();
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void noMoreChangesAreUnderWayThanAllowed(int most) throws InterruptedException {
        var running = new AtomicInteger();
        var highest = new AtomicInteger();
        var together = new CountDownLatch(most);
        world.parallelism(most);
        world.cloud
                .before(request -> {
                    highest.accumulateAndGet(running.incrementAndGet(), Math::max);
                    together.countDown();
                    await(together);
                })
                .after(_ -> running.decrementAndGet());
        for (var spec : List.of(many(1), many(2), NOTHING)) {
            var outcome = world.apply(spec).outcome();
            assertThat(outcome.failed()).isEmpty();
            assertThat(outcome.done()).hasSize(MANY);
        }
        assertThat(highest).hasValue(most);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void oneAtATimeGoesInTheOrderOfTheSpec() {
        world.parallelism(1).apply(many(1));
        assertThat(world.cloud.changes()).isSorted().hasSize(MANY);
    }

    @Test
    void afterAnInterruptOneAtATimeOnlyTheOneUnderWayIsMade() {
        world.parallelism(1);
        interruptBefore("create t00");
        var outcome = world.apply(many(1)).outcome();

        assertThat(outcome.interrupted()).isTrue();
        assertThat(names(outcome.done())).containsExactly("t00");
        assertThat(outcome.skipped()).hasSize(MANY - 1);
        assertThat(world.cloud.things()).containsOnlyKeys("t00");
        assertThat(world.state().resources()).containsOnlyKeys(Address.resource("t00"));
        assertThat(events.stream().filter(Event.Started.class::isInstance)).hasSize(1);
        calm();
        assertThat(world.apply(many(1)).outcome().done()).hasSize(MANY);
    }

    /** Three are under way, and of them one has not sent its first request yet. */
    @Test
    void whatWaitsForItsTurnToSendItsFirstRequestIsLeft() {
        var sent = new CountDownLatch(2);
        var stopped = new CountDownLatch(1);
        world.parallelism(3);
        world.cloud
                .before(request -> {
                    if (request.operation().equals("create")) {
                        sent.countDown();
                        await(stopped);
                    }
                })
                .approach(request -> {
                    if (request.subject().equals("t02")) {
                        await(sent);
                        world.interrupt();
                        stopped.countDown();
                    }
                });
        var outcome = world.apply(many(1)).outcome();

        assertThat(names(outcome.done())).containsExactly("t00", "t01");
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.skipped()).hasSize(MANY - 2);
        assertThat(world.cloud.things()).containsOnlyKeys("t00", "t01");
        assertThat(world.store().read().diagnostics()).isEmpty();
        assertThat(events).contains(new Event.NotBegun(Address.resource("t02")));
    }

    @Test
    void aCreationThatIsStoppedOnItsWayIsNotBegun() {
        var before = world.state();
        interruptOnTheWayTo("create a");
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
        calm();
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
            interruptOnTheWayTo(operation + " a");
        }
    }

    private static boolean isApplying() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith("apply.Wanted")
                        || frame.getClassName().endsWith("apply.Removals")));
    }

    @Test
    void whatIsUnchangedIsNotCountedAsLeft() {
        world.apply(many(1));
        var spec = many(1).replace("t07, size: 1", "t07, size: 2").replace("t08, size: 1", "t08, size: 2");
        world.parallelism(1);
        interruptBefore("update t07");
        var outcome = world.apply(spec).outcome();

        assertThat(names(outcome.done())).contains("t07").doesNotContain("t08");
        assertThat(names(outcome.skipped().keySet())).containsExactly("t08");
    }

    @Test
    void whoStopsWaitingIsToldInOneSentenceWhatHadNotEnded() {
        var under = new CountDownLatch(3);
        var released = new CountDownLatch(1);
        world.parallelism(3);
        world.cloud.after(request -> {
            if (request.operation().equals("created")) {
                under.countDown();
                if (under.getCount() == 0) {
                    world.interrupt();
                    world.interrupt();
                }
                await(released);
            }
        });
        Outcome outcome;
        try {
            outcome = world.apply(many(1)).outcome();
        } finally {
            released.countDown();
        }
        assertThat(outcome.failed()).hasSize(3);
        assertThat(outcome.failed().values().stream().distinct())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("SP0603");
                    assertThat(problem.message())
                            .isEqualTo("`t00`, `t01`, `t02` had not ended when you stopped waiting for them.");
                });
        assertThat(outcome.skipped()).hasSize(MANY - 3);
        world.cloud.after(_ -> {});
        assertThat(world.apply(many(1)).outcome().succeeded()).isTrue();
        assertThat(world.cloud.things()).hasSize(MANY);
    }

    @Test
    void aRollbackThatIsStoppedLeavesWhatHasNotBegunAndSaysSoOnce() {
        world.parallelism(1);
        world.cloud.fail(
                "create last", ProviderException.of(ProviderException.Kind.OTHER, "Unlucky", "No luck today."));
        interruptOnTheWayTo("delete t01");
        var spec = spec(
                "t00: {type: test.thing, properties: {name: t00}}",
                "t01: {type: test.thing, properties: {name: t01}}",
                "t02: {type: test.thing, properties: {name: t02}}",
                "last: {type: test.thing, properties: {name: last, uses: [\"${t02.name}\"]}}");
        var rollback = world.applyOrRollBack(spec).outcome().rollback().orElseThrow();
        calm();

        var kept = rollback.kept().entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().code(),
                        Collectors.mapping(entry -> entry.getKey().address().text(), Collectors.toSet())));
        assertThat(kept).containsOnlyKeys("SP0624");
        assertThat(rollback.kept().values().stream().map(Diagnostic::message).distinct())
                .hasSize(1);
        var left = world.cloud.things().keySet();
        assertThat(left).contains("t01").isEqualTo(kept.get("SP0624"));
        assertThat(world.state().resources().keySet().stream().map(Address::text))
                .containsExactlyElementsOf(left);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void noMoreResourcesAreReadAtOnceThanAllowed(int most) {
        world.apply(many(1));
        var running = new AtomicInteger();
        var highest = new AtomicInteger();
        var together = new CountDownLatch(most);
        world.parallelism(most);
        world.cloud
                .before(request -> {
                    highest.accumulateAndGet(running.incrementAndGet(), Math::max);
                    together.countDown();
                    await(together);
                })
                .after(_ -> running.decrementAndGet());
        assertThat(world.changes(many(1))).isEmpty();
        assertThat(highest).hasValue(most);
    }
}
