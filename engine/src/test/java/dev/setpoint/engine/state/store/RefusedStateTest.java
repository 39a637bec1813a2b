package dev.setpoint.engine.state.store;

import static dev.setpoint.engine.state.store.Entries.problem;
import static dev.setpoint.engine.state.store.Entries.resource;
import static dev.setpoint.engine.state.store.Entries.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.format.StateText;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** State files that are not read: lost, changed, of another stack or format. */
final class RefusedStateTest extends FolderStates {

    @Test
    void aStateThatIsNoFileIsRefusedWithoutWaiting() throws Exception {
        for (var name : java.util.List.of("state.json", "state.journal", "state.lock")) {
            var pipe = folder.resolve(name);
            Files.deleteIfExists(pipe);
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
            assertThat(problem(store().lock("test", Duration.ZERO)).message()).contains(name, "not a regular file");
            Files.delete(pipe);
        }
    }

    @Test
    void aStateBehindALinkThatLeadsNowhereIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("state.json"), Path.of("/not/mounted/state.json"));

        assertThat(problem(store().read()).code()).isEqualTo("SP0701");
        assertThat(problem(store().read()).message())
                .contains("a link to `/not/mounted/state.json`, which does not exist");
    }

    @Test
    void aStateCutShortAnywhereIsRefusedWithTheWayBack() throws IOException {
        apply(resource("bucket", "blue"));
        apply(resource("bucket", "red"));
        var file = folder.resolve("state.json");
        var whole = Files.readAllBytes(file);
        for (var length = 0; length < whole.length - 1; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            var problem = problem(store().read());
            assertThat(problem.code()).isIn("SP0702", "SP0703");
            assertThat(problem.hint().orElseThrow()).contains("state.json.backup");
        }
    }

    @Test
    void aLostStateIsNotTakenForAStackThatWasNeverApplied() throws IOException {
        apply(resource("bucket", "blue"));
        var before = apply(resource("bucket", "red"));
        Files.delete(folder.resolve("state.json"));

        var problem = problem(store().read());
        assertThat(problem.code()).isEqualTo("SP0707");
        assertThat(problem.hint().orElseThrow()).contains("state.json.backup");

        Files.copy(folder.resolve("state.json.backup"), folder.resolve("state.json"));
        assertThat(value(store().read()).lineage()).isEqualTo(before.lineage());
    }

    @Test
    void aJournalWithoutTheStateItGoesOnFromIsRefused() throws IOException {
        apply(resource("bucket", "blue"));
        try (var session = session()) {
            session.commit(new JournalEntry.Done(session.nextChange(), resource("other", "red")));
        }
        Files.delete(folder.resolve("state.json"));

        assertThat(problem(store().read()).code()).isEqualTo("SP0725");
    }

    @Test
    void aStateChangedByHandIsRefused() throws IOException {
        apply(resource("bucket", "blue"));
        var file = folder.resolve("state.json");
        Files.writeString(file, Files.readString(file).replace("blue", "green"));

        assertThat(problem(store().read()).code()).isEqualTo("SP0703");
        assertThat(problem(store().lock("setpoint apply", Duration.ZERO)).code())
                .isEqualTo("SP0703");
        Files.delete(file);
        session().close();
    }

    @Test
    void aStateOfALaterFormatIsRefused() throws IOException {
        apply(resource("bucket", "blue"));
        var file = folder.resolve("state.json");
        var json = (Value.Map) Json.read(Files.readString(file));
        Files.writeString(
                file,
                Json.pretty(json.with("format", Value.of(StateText.FORMAT + 1)).with("setpoint", Value.of("9.1"))));

        var problem = problem(store().read());
        assertThat(problem.code()).isEqualTo("SP0704");
        assertThat(problem.message()).contains("9.1");
    }

    @Test
    void theStateOfAnotherStackIsRefused() {
        apply(resource("bucket", "blue"));

        assertThat(problem(new StateStore(new FolderStorage(folder), "other", Sealer.NONE).read())
                        .code())
                .isEqualTo("SP0705");
    }
}
