package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.state.ObjectStore;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conditional writes of S3, on which locks and compare-and-swap are built. */
final class ObjectStoreTest {

    private static final int RIVALS = 16;
    private static final int MOST = 1000;

    @TempDir
    Path folder;

    private final String bucket = "states-" + UUID.randomUUID();

    @ParameterizedTest
    @EnumSource(Cloud.class)
    void aWrittenObjectIsReadBack(Cloud cloud) {
        try (var store = store(cloud, "versioning: Enabled")) {
            assertThat(store.place()).isEqualTo("s3://" + bucket + "/team/state.json");
            assertThat(store.read("", MOST)).isEmpty();
            var version = store.create("", bytes("one")).orElseThrow().version();
            var read = store.read("", MOST).orElseThrow();
            assertThat(read.content()).isEqualTo(bytes("one"));
            assertThat(read.version()).isEqualTo(version);
            assertThat(store.concerns()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Cloud.class)
    void anObjectIsCreatedReplacedAndRemovedOnlyAsItIsKnown(Cloud cloud) {
        try (var store = store(cloud, "versioning: Enabled")) {
            var first = store.create(".lock", bytes("1")).orElseThrow().version();
            assertThat(store.create(".lock", bytes("2"))).isEmpty();
            var second = store.replace(".lock", bytes("2"), first).orElseThrow().version();
            assertThat(store.replace(".lock", bytes("3"), first)).isEmpty();
            store.remove(".lock", first);
            assertThat(store.read(".lock", MOST)).isPresent();
            store.remove(".lock", second);
            assertThat(store.read(".lock", MOST)).isEmpty();
            assertThat(store.replace(".lock", bytes("3"), second)).isEmpty();
            store.remove(".lock", second);
            assertThat(store.create(".lock", bytes("4"))).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(Cloud.class)
    void oneOfManyConcurrentWritersWins(Cloud cloud) throws Exception {
        try (var store = store(cloud, "versioning: Suspended")) {
            assertThat(winners(mine -> store.create("", bytes(mine)))).hasSize(1);
            var version = store.read("", MOST).orElseThrow().version();
            var winners = winners(mine -> store.replace("", bytes("later " + mine), version));
            assertThat(winners).hasSize(1);
            assertThat(store.read("", MOST).orElseThrow().content()).isEqualTo(bytes("later " + winners.getFirst()));
        }
    }

    @ParameterizedTest
    @EnumSource(Cloud.class)
    void namesAreListedAndRemovedTogether(Cloud cloud) {
        try (var store = store(cloud, "versioning: Enabled")) {
            for (var name : List.of(".journal/2", ".journal/1", ".lock", "")) {
                store.create(name, bytes(name));
            }
            assertThat(store.names(".journal/")).containsExactly(".journal/1", ".journal/2");
            store.remove(List.of(".journal/1", ".journal/2", ".journal/3"));
            assertThat(store.names("")).containsExactly("", ".lock");
        }
    }

    @ParameterizedTest
    @EnumSource(Cloud.class)
    void theStoresClockTellsHowOldAnObjectIs(Cloud cloud) {
        try (var store = store(cloud, "versioning: Enabled")) {
            var written = store.create("", bytes("1")).orElseThrow();
            var read = store.read("", MOST).orElseThrow();
            assertThat(read.age()).isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(1));
            assertThat(Duration.between(written.now(), read.now()).abs()).isLessThan(Duration.ofMinutes(1));
        }
    }

    @ParameterizedTest
    @EnumSource(Cloud.class)
    void aBucketWithoutVersioningIsWarnedAbout(Cloud cloud) {
        try (var store = store(cloud, "forceEmpty: true")) {
            assertThat(store.concerns())
                    .singleElement()
                    .satisfies(concern ->
                            assertThat(concern.hint()).contains("aws s3api put-bucket-versioning --bucket " + bucket));
        }
    }

    @ParameterizedTest
    @EnumSource(Cloud.class)
    void aMissingBucketIsReportedWithAHint(Cloud cloud) {
        try (var store = cloud.backend(folder, settings())) {
            assertThatThrownBy(() -> store.create(".lock", bytes("1")))
                    .isInstanceOfSatisfying(ProviderException.class, e -> {
                        assertThat(e.code()).isEqualTo("NoSuchBucket");
                        assertThat(e.hint().orElseThrow()).contains("aws s3api create-bucket");
                    });
            assertThatThrownBy(() -> store.read("", MOST)).isInstanceOf(ProviderException.class);
        }
    }

    private interface Attempt {
        Optional<ObjectStore.Written> as(String name);
    }

    private static List<String> winners(Attempt attempt) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = IntStream.range(0, RIVALS)
                    .mapToObj(i -> (Callable<Optional<String>>)
                            () -> attempt.as("rival " + i).map(_ -> "rival " + i))
                    .toList();
            var winners = new ArrayList<String>();
            for (var attempted : threads.invokeAll(attempts)) {
                attempted.get().ifPresent(winners::add);
            }
            return winners;
        }
    }

    /** Opens the store in a new bucket. */
    private ObjectStore store(Cloud cloud, String property) {
        new ContractRun(cloud, folder, Map.of()).apply(new Source("setpoint.yaml", """
            setpoint: v1
            stack: states
            resources:
              states:
                type: aws.s3.bucket
                properties: {name: %s, %s}
            """.formatted(bucket, property)));
        return cloud.backend(folder, settings());
    }

    private Value.Map settings() {
        return Value.Map.EMPTY
                .with("bucket", Value.of(bucket))
                .with("key", Value.of("team/state.json"))
                .with("region", Value.of("us-east-1"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
