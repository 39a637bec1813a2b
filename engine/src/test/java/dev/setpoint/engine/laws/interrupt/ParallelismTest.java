package dev.setpoint.engine.laws.interrupt;

import static dev.setpoint.engine.laws.interrupt.Things.MANY;
import static dev.setpoint.engine.laws.interrupt.Things.NOTHING;
import static dev.setpoint.engine.laws.interrupt.Things.await;
import static dev.setpoint.engine.laws.interrupt.Things.many;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.testing.World;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of changes and reads that are under way at once. */
final class ParallelismTest {

    @TempDir
    private Path folder;

    private World world = new World(Path.of("."));

    @BeforeEach
    void emptyCloud() {
        world = new World(folder);
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

    @Test
    void oneAtATimeGoesInTheOrderOfTheSpec() {
        world.parallelism(1).apply(many(1));
        assertThat(world.cloud.changes()).isSorted().hasSize(MANY);
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
