package dev.setpoint.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.testing.MemoryCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills real processes: the operating system releases the lock, and the next run finishes the changes. */
final class KilledProcessTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 40, 71})
    void aProcessHaltedAtABoundaryLosesNothing(long boundary) throws IOException, InterruptedException {
        var process = ChildRun.start(folder.resolve("state"), folder.resolve("cloud"), boundary, boundary);
        assertThat(process.waitFor()).isEqualTo(9);

        requireNextRunFinishes(boundary);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aProcessKilledAtAnyMomentLosesNothing(long seed) throws IOException, InterruptedException {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var process = ChildRun.start(folder.resolve("state"), folder.resolve("cloud"), seed, 0);
        assertThat(process.getInputStream().read()).isEqualTo('b');
        var _ = process.waitFor(random.nextLong(400), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();

        requireNextRunFinishes(seed);
    }

    @Test
    void processesThatStartTogetherTakeTurns() throws IOException, InterruptedException {
        var processes = new ArrayList<Process>();
        for (var i = 0; i < 8; i++) {
            processes.add(ChildRun.start(folder.resolve("state"), folder.resolve("cloud"), 5, 0));
        }
        for (var process : processes) {
            assertThat(process.waitFor()).as("%s", errors()).isZero();
        }
        requireNextRunFinishes(5);
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("state.err"));
    }

    private void requireNextRunFinishes(long seed) {
        var bench = new Bench(folder.resolve("state"), new MemoryCloud(folder.resolve("cloud")));
        var stack = ChildRun.stack(seed);
        var outcome = bench.apply(stack);
        assertThat(outcome.succeeded())
                .as("seed %d: %s %s", seed, outcome.failed(), outcome.problems())
                .isTrue();
        Converged.require(bench, stack);
    }
}
