package dev.setpoint.engine.apply;

import static dev.setpoint.engine.testing.TestStack.literal;
import static dev.setpoint.engine.testing.TestStack.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crashes a run at each of its boundaries and runs again: no object is orphaned or created twice. */
final class CrashTest {

    @TempDir
    Path folder;

    @Test
    void aFirstApplyMayEndAnywhere() {
        crashEverywhere(new TestStack(), stack("a", 1, false));
    }

    @Test
    void aReplacementUpdateAndDeletionMayEndAnywhere() {
        crashEverywhere(stack("a", 1, false).thing("gone", uses("bucket")), stack("b", 2, false));
    }

    @Test
    void aReplacementThatCreatesFirstMayEndAnywhere() {
        crashEverywhere(stack("a", 1, true), stack("b", 1, true));
    }

    @RepeatedTest(20)
    void crashUponCrashStillEndsWell(RepetitionInfo repetition) {
        var seed = repetition.getCurrentRepetition();
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var bench = new Bench(folder, new MemoryCloud());
        for (var round = 0; round < 8; round++) {
            bench.applyUntil(Crash.throwing(random.nextInt(1, 120)), RandomStacks.of(random, 16));
        }
        var stack = RandomStacks.of(random, 16);
        var outcome = bench.apply(stack);
        assertThat(outcome.succeeded())
                .as("seed %d: %s", seed, outcome.failed())
                .isTrue();
        Converged.require(bench, stack);
    }

    private void crashEverywhere(TestStack from, TestStack to) {
        var crashed = true;
        for (var boundary = 1; crashed; boundary++) {
            var bench = new Bench(folder.resolve("state" + boundary), new MemoryCloud());
            assertThat(bench.apply(from).succeeded()).isTrue();
            var crash = Crash.throwing(boundary);
            bench.applyUntil(crash, to);
            crashed = crash.happened();

            var outcome = bench.apply(to);
            assertThat(outcome.succeeded())
                    .as("boundary %d: %s %s", boundary, outcome.failed(), outcome.problems())
                    .isTrue();
            Converged.require(bench, to);
        }
    }

    private static TestStack stack(String zone, int size, boolean createFirst) {
        return new TestStack()
                .resource(
                        "key",
                        MemoryProvider.KEY,
                        Map.of("zone", literal(zone)),
                        new ResourceBlock.Lifecycle(false, createFirst, false, List.of(), List.of(), Map.of()))
                .thing("bucket", Map.of("comment", reference("key", "arn"), "size", literal(Value.of(size))))
                .thing("policy", uses("bucket"));
    }

    private static Map<String, Term> uses(String name) {
        return Map.of("uses", TestStack.list(List.of(reference(name, "name"))));
    }
}
