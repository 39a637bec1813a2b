package dev.setpoint.engine.laws.interrupt;

import static dev.setpoint.engine.laws.interrupt.Things.MANY;
import static dev.setpoint.engine.laws.interrupt.Things.await;
import static dev.setpoint.engine.laws.interrupt.Things.many;
import static dev.setpoint.engine.laws.interrupt.Things.names;
import static dev.setpoint.engine.laws.interrupt.Things.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.outcome.Outcome;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.World;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that the user stops: some changes still end, and the others never begin. */
final class InterruptTest {

    @TempDir
    private Path folder;

    private World world = new World(Path.of("."));

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void emptyCloud() {
        world = new World(folder).listener(events::add);
    }

    @Test
    void afterAnInterruptOneAtATimeOnlyTheOneUnderWayIsMade() {
        world.parallelism(1);
        world.interruptBefore("create t00");
        var outcome = world.apply(many(1)).outcome();

        assertThat(outcome.interrupted()).isTrue();
        assertThat(names(outcome.done())).containsExactly("t00");
        assertThat(outcome.skipped()).hasSize(MANY - 1);
        assertThat(world.cloud.things()).containsOnlyKeys("t00");
        assertThat(world.state().resources()).containsOnlyKeys(Address.resource("t00"));
        assertThat(events.stream().filter(Event.Started.class::isInstance)).hasSize(1);
        world.calm();
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
    void whatIsUnchangedIsNotCountedAsLeft() {
        world.apply(many(1));
        var spec = many(1).replace("t07, size: 1", "t07, size: 2").replace("t08, size: 1", "t08, size: 2");
        world.parallelism(1);
        world.interruptBefore("update t07");
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
        world.interruptOnTheWayTo("delete t01");
        var spec = spec(
                "t00: {type: test.thing, properties: {name: t00}}",
                "t01: {type: test.thing, properties: {name: t01}}",
                "t02: {type: test.thing, properties: {name: t02}}",
                "last: {type: test.thing, properties: {name: last, uses: [\"${t02.name}\"]}}");
        var rollback = world.applyOrRollBack(spec).outcome().rollback().orElseThrow();
        world.calm();

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
}
