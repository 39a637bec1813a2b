package dev.setpoint.provider.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Example stacks: applied, planned again and destroyed. */
final class ExampleTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "encrypted-bucket, SANDBOX",
        "encrypted-bucket, HTTP",
        "s3-encryption, SANDBOX",
        "s3-encryption, HTTP",
        "s3-encryption-full, SANDBOX",
        "s3-encryption-full, HTTP",
        "s3-bucket-complete, SANDBOX",
        "s3-bucket-complete, HTTP",
    })
    void theStackIsAppliedAndThenNothingIsLeftToDo(String example, Cloud cloud) throws IOException {
        if (cloud == Cloud.SANDBOX) {
            apply(example, cloud);
            return;
        }
        ContractTest.TURN.lock();
        try {
            apply(example, cloud);
        } finally {
            ContractTest.TURN.unlock();
        }
    }

    private void apply(String example, Cloud cloud) throws IOException {
        var stack = Example.of(example).on(cloud).source();
        var suffix = UUID.randomUUID().toString().substring(0, 8);
        // The emulator delivers access logs, so that the log bucket is not empty.
        var run = new ContractRun(cloud, folder, Map.of("suffix", suffix, "forceEmpty", "true"));
        run.apply(stack);
        assertThat(run.differences(run.plan(stack))).isEmpty();
        run.destroy(stack);
        assertThat(run.state().isEmpty()).isTrue();
    }

    /** The order of the blocks has no meaning, and neither has the number of requests in flight. */
    @ParameterizedTest
    @CsvSource({"encrypted-bucket, 20", "s3-encryption, 1000", "s3-encryption-full, 20", "s3-bucket-complete, 20"})
    void theStackIsAppliedAndDestroyedWhateverTheOrderOfItsBlocks(String example, int shuffles) throws Exception {
        var stack = Example.of(example);
        var seed = Long.getLong("setpoint.seed", 1);
        var rounds = Integer.getInteger("setpoint.shuffles", shuffles);
        try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var tasks = LongStream.range(seed, seed + rounds)
                    .mapToObj(each -> pool.submit(() -> appliedAndDestroyed(stack, each)))
                    .toList();
            for (var task : tasks) {
                task.get();
            }
        }
    }

    private Path appliedAndDestroyed(Example stack, long seed) throws IOException {
        var random = new Random(seed);
        var place = Files.createDirectory(folder.resolve(Long.toString(seed)));
        var run = new ContractRun(Cloud.SANDBOX, place, Map.of(), 1 + random.nextInt(32));
        var source = stack.shuffled(random);
        try {
            run.apply(source);
            assertThat(run.differences(run.plan(source))).isEmpty();
            run.destroy(source);
            assertThat(run.state().isEmpty()).isTrue();
            return place;
        } catch (AssertionError e) {
            throw new AssertionError("With -Dsetpoint.seed=" + seed + " -Dsetpoint.shuffles=1: " + e.getMessage(), e);
        }
    }
}
