package dev.setpoint.provider.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.testing.DamagedFile;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged sandbox file: a read finds what was written, or one error with a hint refuses it. */
class DamagedCloudTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private DamagedFile file;

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
        file = DamagedFile.of(folder.resolve("cloud.jsonl"), this::read);
    }

    private Map<String, Value.Map> content() {
        return Cloud.open(folder, Visibility.IMMEDIATE).read(NOW, documents -> Map.copyOf(documents.under("")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0xff})
    void aChangedByteIsFoundWhereverItIs(int bits) throws IOException {
        file.assertChangedBytesAreFound(bits);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 512})
    void zeroesAreFoundWhereverTheyAre(int length) throws IOException {
        file.assertZeroesAreFound(length);
    }

    @Test
    void aLineThatIsThereTwiceOrMissingOrElsewhereIsFound() throws IOException {
        var lines = new String(file.whole(), StandardCharsets.UTF_8).lines().toList();
        for (var one = 0; one < lines.size() - 1; one++) {
            for (var other = one + 1; other < lines.size(); other++) {
                var swapped = new ArrayList<>(lines);
                Collections.swap(swapped, one, other);
                assertRefused(text(swapped), "swapped " + one + " and " + other);
            }
            var missing = new ArrayList<>(lines);
            missing.remove(one);
            assertRefused(text(missing), "without line " + one);
            var twice = new ArrayList<>(lines);
            twice.add(one, lines.get(one));
            assertRefused(text(twice), "line " + one + " twice");
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"setpointSandbox\":["})
    void aFileThatIsNestedWithoutEndIsRefused(String level) throws IOException {
        var nested = level.repeat(100_000) + "\n";
        assertRefused(nested, level);
        assertRefused(new String(file.whole(), StandardCharsets.UTF_8) + nested, "and " + level);
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
    void aFileOfAnotherKindIsRefused(String text) throws IOException {
        assertRefused(text, text);
    }

    @Test
    void aFileOfTheFirstFormatIsReadAndGoesOn() throws IOException {
        Files.writeString(file.path(), """
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

    private Optional<Map<String, Value.Map>> read(String damage) {
        try {
            return Optional.of(content());
        } catch (SandboxFileException e) {
            assertThat(e.hint()).as(damage).isNotEmpty();
            return Optional.empty();
        }
    }

    private void assertRefused(String text, String damage) throws IOException {
        file.assertRefused(text, damage);
        assertThatExceptionOfType(SandboxFileException.class)
                .as(damage)
                .isThrownBy(this::content)
                .withMessageContaining("is damaged: ")
                .returns("Put back a copy of it, or move it away to start with an empty cloud.", e -> e.hint());
    }
}
