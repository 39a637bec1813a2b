package dev.setpoint.engine.state.store;

import static dev.setpoint.engine.state.store.Entries.resource;
import static dev.setpoint.engine.state.store.Entries.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.testing.DamagedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State and journal with every kind of damage: the content is read correctly, or refused with one sentence and a
 * hint.
 */
class DamagedStateTest {

    private static final List<String> NESTED = List.of("[", "{\"a\":", "[{\"resources\":");

    @TempDir
    private Path folder;

    private DamagedFile file;
    private State state;

    @BeforeEach
    void aState() throws IOException {
        commit("one");
        try (var session = value(store().lock("setpoint test", Duration.ZERO))) {
            session.commit(new JournalEntry.Done(session.nextChange(), resource("two", "é\\u202e")));
            session.checkpoint();
        }
        state = value(store().read());
        file = DamagedFile.of(folder.resolve("state.json"), this::read);
        assertThat(state.resources()).hasSize(2);
    }

    private StateStore store() {
        return new StateStore(new FolderStorage(folder), "shop", Sealer.NONE);
    }

    private void commit(String name) {
        try (var session = value(store().lock("setpoint test", Duration.ZERO))) {
            session.commit(new JournalEntry.Done(session.nextChange(), resource(name, "red")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0xff})
    void aChangedByteOfAStateIsFound(int bits) throws IOException {
        file.assertChangedBytesAreFound(bits);
    }

    @Test
    void aStateThatIsCutShortIsRefused() throws IOException {
        // Without the line break at its end it is whole.
        for (var length = 0; length < file.whole().length - 1; length++) {
            file.assertRefused(Arrays.copyOf(file.whole(), length), "length " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 512})
    void zeroesInAStateAreFound(int length) throws IOException {
        file.assertZeroesAreFound(length);
    }

    @Test
    void aPartOfAStateThatIsThereTwiceIsFound() throws IOException {
        var text = new String(file.whole(), StandardCharsets.UTF_8);
        for (var line : text.lines().toList()) {
            file.assertSameOrRefused(text.replace(line + "\n", line + "\n" + line + "\n"), line);
        }
        file.assertRefused(text + text, "whole");
    }

    @Test
    void aStateThatIsNestedWithoutEndIsRefused() throws IOException {
        for (var level : NESTED) {
            file.assertRefused(level.repeat(100_000), level);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "null",
                "{}",
                "[]",
                "1e999999999",
                "{\"format\":1e999999999}",
                "{\"format\":2,\"digest\":7}",
                "{\"format\":2.5}",
                "{\"seal\":1,\"sealed\":2}",
                "{\"format\":2,\"seal\":{},\"sealed\":\"!\"}",
                "{\"format\":2,\"moved\":[]}",
                "\ufeff{}"
            })
    void aStateThatIsNoneIsRefused(String text) throws IOException {
        file.assertRefused(text, text);
    }

    @Test
    void aJournalThatIsNestedWithoutEndIsRefusedOrNeverHappened() throws IOException {
        for (var level : List.of("[", "{\"a\":", "{\"sum\":\"00000000\",")) {
            Files.writeString(folder.resolve("state.journal"), level.repeat(100_000) + "\n");
            var read = store().read();
            assertThat(read).as(level).isInstanceOf(Result.Failed.class);
            assertThat(read.diagnostics())
                    .singleElement()
                    .matches(problem -> problem.code().equals("SP0720"));
            assertThat(read.diagnostics().getFirst().hint()).isPresent();
        }
    }

    @Test
    void aDamagedHolderFileGivesAnUnknownHolder() throws IOException {
        try (var session = value(store().lock("setpoint test", Duration.ZERO))) {
            assertThat(session.state()).isEqualTo(state);
            for (var level : NESTED) {
                for (var name : List.of("state.lock", "state.lock.holder")) {
                    if (Files.exists(folder.resolve(name))) {
                        Files.writeString(folder.resolve(name), level.repeat(100_000));
                    }
                }
                var read = store().lock("setpoint test", Duration.ZERO);
                assertThat(read.diagnostics())
                        .singleElement()
                        .matches(problem -> problem.code().equals("SP0710"));
            }
        }
    }

    private Optional<State> read(String damage) {
        var read = store().read();
        if (read instanceof Result.Ok<State>(var found, var _)) {
            return Optional.of(found);
        }
        assertThat(read.diagnostics()).as(damage).singleElement().satisfies(problem -> {
            assertThat(problem.code()).matches("SP07\\d\\d");
            assertThat(problem.hint()).isPresent();
        });
        return Optional.empty();
    }
}
