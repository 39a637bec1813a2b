package dev.setpoint.provider.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void acknowledgedWritesAreThereAfterReopening() {
        var cloud = Cloud.open(folder, Visibility.IMMEDIATE);
        put(cloud, "a", 1);
        put(cloud, "b", 2);
        put(cloud, "a", 3);
        remove(cloud, "b");

        var again = Cloud.open(folder, Visibility.IMMEDIATE);

        assertThat(number(again, "a")).contains(3);
        assertThat(number(again, "b")).isEmpty();
        assertThat(again.latest()).isEqualTo(NOW);
    }

    @Test
    void aCallThatFailsLeavesNothingBehind() {
        var cloud = Cloud.open(folder, Visibility.IMMEDIATE);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> cloud.change("t:Put", () -> NOW, documents -> {
                    documents.put("a", Value.Map.EMPTY);
                    throw new IllegalStateException("refused");
                }));

        assertThat(number(cloud, "a")).isEmpty();
        assertThat(number(Cloud.open(folder, Visibility.IMMEDIATE), "a")).isEmpty();
    }

    @Test
    void twoCloudsOnOneFolderSeeEachOthersChanges() {
        var one = Cloud.open(folder, Visibility.IMMEDIATE);
        var other = Cloud.open(folder, Visibility.IMMEDIATE);
        put(one, "a", 1);
        assertThat(number(other, "a")).contains(1);
        put(other, "a", 2);
        put(other, "b", 5);
        assertThat(number(one, "a")).contains(2);
        assertThat(number(one, "b")).contains(5);
    }

    @Test
    void changesOfManyThreadsOverTwoCloudsAllCount() throws Exception {
        var clouds = new Cloud[] {Cloud.open(folder, Visibility.IMMEDIATE), Cloud.open(folder, Visibility.IMMEDIATE)};
        put(clouds[0], "counter", 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<java.util.concurrent.Future<?>>();
            for (var i = 0; i < 200; i++) {
                var cloud = clouds[i % 2];
                running.add(threads.submit(() -> increment(cloud)));
            }
            for (var future : running) {
                future.get();
            }
        }
        assertThat(number(clouds[0], "counter")).contains(200);
        assertThat(number(Cloud.open(folder, Visibility.IMMEDIATE), "counter")).contains(200);
    }

    @Test
    void aTornLastLineIsIgnoredAndCutOffByTheNextWrite() throws IOException {
        put(Cloud.open(folder, Visibility.IMMEDIATE), "a", 1);
        Files.writeString(
                folder.resolve("cloud.jsonl"),
                "{\"sum\":\"1a2b3c4d\",\"n\":2,\"at\":\"2026-",
                StandardOpenOption.APPEND);

        var cloud = Cloud.open(folder, Visibility.IMMEDIATE);
        assertThat(number(cloud, "a")).contains(1);
        put(cloud, "b", 2);

        var again = Cloud.open(folder, Visibility.IMMEDIATE);
        assertThat(number(again, "a")).contains(1);
        assertThat(number(again, "b")).contains(2);
    }

    @Test
    void aFileOfANewerFormatIsRefused() throws IOException {
        Files.writeString(folder.resolve("cloud.jsonl"), "{\"setpointSandbox\":99}\n");

        assertThatExceptionOfType(SandboxFileException.class)
                .isThrownBy(() -> Cloud.open(folder, Visibility.IMMEDIATE))
                .withMessageContaining("newer Setpoint (format 99");
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        put(Cloud.open(folder, Visibility.IMMEDIATE), "a", 1);
        Files.writeString(folder.resolve("cloud.jsonl"), "nonsense\n", StandardOpenOption.APPEND);

        assertThatExceptionOfType(SandboxFileException.class)
                .isThrownBy(() -> Cloud.open(folder, Visibility.IMMEDIATE))
                .withMessageContaining("damaged");
    }

    @Test
    void aLongFileIsCompactedAndEveryoneFollows() throws IOException {
        var cloud = Cloud.open(folder, Visibility.IMMEDIATE);
        var other = Cloud.open(folder, Visibility.IMMEDIATE);
        put(other, "kept", 7);
        for (var round = 0; round < 25; round++) {
            var start = round * 1000;
            cloud.change("t:Put", () -> NOW, documents -> {
                for (var i = 0; i < 1000; i++) {
                    documents.put("key" + i, Value.Map.EMPTY.with("n", Value.of(start + i)));
                }
                return true;
            });
        }
        assertThat(Files.readAllLines(folder.resolve("cloud.jsonl")))
                .hasSizeGreaterThan(1000)
                .hasSizeLessThan(1010);
        assertThat(number(other, "key3")).contains(24_003);
        assertThat(number(other, "kept")).contains(7);
        put(other, "key3", 1);
        assertThat(number(cloud, "key3")).contains(1);
    }

    @Test
    void withDelaysReadsLagBehindAndAgreeInTheEnd() {
        var cloud = Cloud.open(folder, new Visibility(Duration.ofSeconds(30), 7));
        put(cloud, "a", 1);
        var seenAtOnce = 0;
        for (var i = 0; i < 200; i++) {
            seenAtOnce += number(cloud, "a").isPresent() ? 1 : 0;
        }
        assertThat(seenAtOnce).isLessThan(200);
        for (var i = 0; i < 50; i++) {
            var settled = cloud.read(NOW.plusSeconds(31), documents -> documents.get("a"));
            assertThat(settled).isPresent();
        }
        cloud.change("t:Put", () -> NOW.plusSeconds(40), documents -> {
            assertThat(documents.get("a")).isPresent();
            documents.put("a", Value.Map.EMPTY.with("n", Value.of(2)));
            return true;
        });
        var seen = cloud.read(NOW.plusSeconds(40), documents -> documents.get("a"));
        assertThat(seen).as("every replica still has some version").isPresent();
    }

    private static void put(Cloud cloud, String key, int number) {
        cloud.change("t:Put", () -> NOW, documents -> {
            documents.put(key, Value.Map.EMPTY.with("n", Value.of(number)));
            return true;
        });
    }

    private static void remove(Cloud cloud, String key) {
        cloud.change("t:Delete", () -> NOW, documents -> {
            documents.remove(key);
            return true;
        });
    }

    private static void increment(Cloud cloud) {
        cloud.change("t:Put", () -> NOW, documents -> {
            var now = documents.get("counter").flatMap(d -> d.integer("n")).orElse(0);
            documents.put("counter", Value.Map.EMPTY.with("n", Value.of(now + 1L)));
            return true;
        });
    }

    private static Optional<Integer> number(Cloud cloud, String key) {
        return cloud.read(NOW, documents -> documents.get(key)).flatMap(document -> document.integer("n"));
    }
}
