package dev.setpoint.provider.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox's file with damage of every kind: the cloud is the same, or it is refused in one sentence with the way back. */
class DamagedCloudTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Path file;
    private byte[] whole;
    private Map<String, Value.Map> content;

    @BeforeEach
    void aCloud() throws IOException {
        var cloud = Cloud.open(folder, Visibility.IMMEDIATE);
        for (var i = 0; i < 5; i++) {
            var number = i;
            cloud.change("t:Put", () -> NOW.plusSeconds(number), documents -> {
                documents.put("key" + number % 3, Value.Map.EMPTY.with("text", Value.of("é" + number)));
                return true;
            });
        }
        cloud.change("t:Delete", () -> NOW.plusSeconds(9), documents -> {
            documents.remove("key2");
            return true;
        });
        file = folder.resolve("cloud.jsonl");
        whole = Files.readAllBytes(file);
        content = content();
    }

    private Map<String, Value.Map> content() {
        return Cloud.open(folder, Visibility.IMMEDIATE).read(NOW, documents -> Map.copyOf(documents.under("")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0xff})
    void aChangedByteIsFoundWhereverItIs(int bits) throws IOException {
        for (var place = 0; place < whole.length; place++) {
            var bytes = whole.clone();
            bytes[place] ^= (byte) bits;
            assertSameOrRefused(bytes, "byte " + place);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 512})
    void zeroesAreFoundWhereverTheyAre(int length) throws IOException {
        for (var place = 0; place + length < whole.length; place += 3) {
            var bytes = whole.clone();
            Arrays.fill(bytes, place, place + length, (byte) 0);
            assertSameOrRefused(bytes, "zeroes from " + place);
        }
    }

    @Test
    void aLineThatIsThereTwiceOrMissingOrElsewhereIsFound() throws IOException {
        var lines = new String(whole, StandardCharsets.UTF_8).lines().toList();
        for (var one = 0; one < lines.size() - 1; one++) {
            for (var other = one + 1; other < lines.size(); other++) {
                var swapped = new ArrayList<>(lines);
                Collections.swap(swapped, one, other);
                assertRefused(bytes(swapped));
            }
            var missing = new ArrayList<>(lines);
            missing.remove(one);
            assertRefused(bytes(missing));
            var twice = new ArrayList<>(lines);
            twice.add(one, lines.get(one));
            assertRefused(bytes(twice));
        }
    }

    private static byte[] bytes(Iterable<String> lines) {
        var bytes = new ByteArrayOutputStream();
        lines.forEach(line -> bytes.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"setpointSandbox\":["})
    void aFileThatIsNestedWithoutEndIsRefused(String level) throws IOException {
        assertRefused((level.repeat(100_000) + "\n").getBytes(StandardCharsets.UTF_8));
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(whole);
        bytes.writeBytes((level.repeat(100_000) + "\n").getBytes(StandardCharsets.UTF_8));
        assertRefused(bytes.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "{}\n",
                "[]\n",
                "null\n",
                "{\"setpointSandbox\":1e999999999}\n",
                "{\"setpointSandbox\":1,\"at\":\"x\"}\n"
            })
    void aFileThatIsNoneIsRefused(String text) throws IOException {
        assertRefused(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileOfTheFirstFormatIsReadAndGoesOn() throws IOException {
        Files.writeString(file, """
            {"setpointSandbox":1,"n":1,"at":"2026-01-01T00:00:00Z"}
            {"n":1,"at":"2026-01-01T00:00:00Z","call":"t:Put","documents":{"a":{"n":1}}}
            """);
        var cloud = Cloud.open(folder, Visibility.IMMEDIATE);
        cloud.change("t:Put", () -> NOW, documents -> {
            documents.put("b", Value.Map.EMPTY);
            return true;
        });
        assertThat(content()).containsOnlyKeys("a", "b");
    }

    private void assertSameOrRefused(byte[] bytes, String what) throws IOException {
        if (refusal(bytes).isEmpty()) {
            assertThat(content()).as(what).isEqualTo(content);
        }
    }

    private void assertRefused(byte[] bytes) throws IOException {
        assertThat(refusal(bytes)).isPresent();
        assertThatExceptionOfType(SandboxFileException.class)
                .isThrownBy(this::content)
                .withMessageContaining("is damaged: ")
                .returns("Put back a copy of it, or move it away to start with an empty cloud.", e -> e.hint());
    }

    private Optional<String> refusal(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            content();
            return Optional.empty();
        } catch (SandboxFileException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } finally {
            // Reading changes nothing: whoever looks for the reason finds it.
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
    }
}
