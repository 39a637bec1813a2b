package dev.setpoint.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.TestStack;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Laws of apply, on a cloud that refuses calls in a wrong order, with random timing. */
final class ApplierLawsTest {

    private static final int NAMES = 40;

    @TempDir
    Path folder;

    @RepeatedTest(40)
    void anyStackIsAppliedOverAnyOtherAndDestroyedInOrder(RepetitionInfo repetition) {
        var random = random(repetition);
        var bench = new Bench(folder, jitteringCloud());
        for (var round = 0; round < 3; round++) {
            var stack = RandomStacks.of(random, NAMES);
            var outcome = bench.apply(stack);
            assertThat(outcome.succeeded())
                    .as("seed %d: %s %s", seed(repetition), outcome.failed(), outcome.problems())
                    .isTrue();
            Converged.require(bench, stack);
        }
        var outcome = bench.destroy(new TestStack());
        assertThat(outcome.succeeded())
                .as("seed %d: %s", seed(repetition), outcome.failed())
                .isTrue();
        assertThat(bench.cloud().things()).isEmpty();
    }

    @RepeatedTest(40)
    void afterAnyFailuresAnotherRunFinishes(RepetitionInfo repetition) {
        var random = random(repetition);
        var bench = new Bench(folder, jitteringCloud());
        bench.apply(RandomStacks.of(random, NAMES));
        var stack = RandomStacks.of(random, NAMES);
        for (var address : stack.stack().resources().keySet()) {
            if (random.nextInt(6) == 0) {
                for (var operation : Set.of("create ", "update ", "delete ")) {
                    bench.cloud().fail(operation + address, problem(random));
                }
            }
        }
        var broken = bench.apply(stack);
        assertThat(broken.done().size()
                        + broken.failed().size()
                        + broken.skipped().size())
                .as("every change has ended, seed %d", seed(repetition))
                .isGreaterThanOrEqualTo(stack.stack().resources().size());
        assertThat(broken.skipped().values())
                .allMatch(because -> broken.failed().keySet().stream()
                        .anyMatch(change -> change.address().equals(because)));

        bench.cloud().heal();
        var outcome = bench.apply(stack);
        assertThat(outcome.succeeded())
                .as("seed %d: %s", seed(repetition), outcome.failed())
                .isTrue();
        Converged.require(bench, stack);
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private static MemoryCloud jitteringCloud() {
        // Giving way now and then makes the threads meet in every order without anybody waiting.
        return new MemoryCloud().before(_ -> {
            for (var i = ThreadLocalRandom.current().nextInt(20); i > 0; i--) {
                Thread.yield();
            }
        });
    }

    private static ProviderException problem(RandomGenerator random) {
        var kinds = ProviderException.Kind.values();
        return ProviderException.of(kinds[random.nextInt(kinds.length)], "Unlucky", "No luck today.");
    }

    private static long seed(RepetitionInfo repetition) {
        return repetition.getCurrentRepetition();
    }

    private static RandomGenerator random(RepetitionInfo repetition) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed(repetition));
    }
}
