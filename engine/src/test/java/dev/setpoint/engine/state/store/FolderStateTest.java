package dev.setpoint.engine.state.store;

import static dev.setpoint.engine.state.store.Entries.creation;
import static dev.setpoint.engine.state.store.Entries.problem;
import static dev.setpoint.engine.state.store.Entries.resource;
import static dev.setpoint.engine.state.store.Entries.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.state.format.StateText;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state in a local folder. */
final class FolderStateTest {

    private static final Address BUCKET = Address.resource("bucket");

    @TempDir
    Path folder;

    @Test
    void aStackThatWasNeverAppliedHasAnEmptyStateAndNoFile() {
        assertThat(value(store().read()).isEmpty()).isTrue();
        try (var session = session()) {
            assertThat(value(session.checkpoint()).serial()).isZero();
        }
        assertThat(folder.resolve("state.json")).doesNotExist();
    }

    @Test
    void aCheckpointReadsBackAndRemovesTheJournal() {
        var written = apply(resource("bucket", "blue"));

        assertThat(value(store().read())).isEqualTo(written);
        assertThat(written.serial()).isEqualTo(1);
        assertThat(folder.resolve("state.journal")).doesNotExist();
    }

    @Test
    void aCommittedEntryIsReadFromTheJournal() {
        apply(resource("bucket", "blue"));
        try (var session = session()) {
            session.commit(new JournalEntry.Done(session.nextChange(), resource("bucket", "red")));
        }

        assertThat(value(store().read()).resources().get(BUCKET)).isEqualTo(resource("bucket", "red"));
    }

    @Test
    void aFirstRunThatWasCutShortKeepsItsLineage() {
        String lineage;
        try (var session = session()) {
            lineage = session.state().lineage();
            session.commit(new JournalEntry.Done(session.nextChange(), resource("bucket", "red")));
        }
        assertThat(value(store().read()).lineage()).isEqualTo(lineage);
        try (var session = session()) {
            assertThat(value(session.checkpoint()).lineage()).isEqualTo(lineage);
        }
    }

    @Test
    void aStateAndJournalBehindLinksStayThere() throws IOException {
        apply(resource("bucket", "blue"));
        var far = Files.createDirectory(folder.resolve("far"));
        Files.move(folder.resolve("state.json"), far.resolve("elsewhere.json"));
        Files.createSymbolicLink(folder.resolve("state.json"), Path.of("far/elsewhere.json"));
        Files.createFile(far.resolve("journal"));
        Files.createSymbolicLink(folder.resolve("state.journal"), Path.of("far/journal"));

        try (var session = session()) {
            session.commit(new JournalEntry.Done(session.nextChange(), resource("bucket", "red")));
        }
        assertThat(far.resolve("journal")).isNotEmptyFile();
        apply(resource("bucket", "green"));

        assertThat(value(store().read()).resources().get(BUCKET)).isEqualTo(resource("bucket", "green"));
        assertThat(folder.resolve("state.json")).isSymbolicLink();
        assertThat(folder.resolve("state.journal")).isSymbolicLink();
        assertThat(far.resolve("journal")).isEmptyFile();
    }

    @Test
    void aStateBehindALinkThatLeadsNowhereIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("state.json"), Path.of("/not/mounted/state.json"));

        assertThat(problem(store().read()).code()).isEqualTo("SP0701");
        assertThat(problem(store().read()).message())
                .contains("a link to `/not/mounted/state.json`, which does not exist");
    }

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
    void aCheckpointThatChangesNothingWritesNothing() {
        apply(resource("bucket", "blue"));
        try (var session = session()) {
            assertThat(value(session.checkpoint()).serial()).isEqualTo(1);
        }
    }

    @Test
    void theFileIsForItsOwnerAloneAndThePreviousOneIsKept() throws IOException {
        apply(resource("bucket", "blue"));
        var first = Files.readString(folder.resolve("state.json"));
        apply(resource("bucket", "red"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state.json"))))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("state.json.backup")).hasContent(first);
    }

    @Test
    void secretsAreNeverWritten() throws IOException {
        try (var session = session()) {
            var secret = new Value.Secret(Value.of("hunter2"));
            session.commit(new JournalEntry.Done(session.nextChange(), resource("bucket", secret)));
            assertThat(Files.readString(folder.resolve("state.journal"))).doesNotContain("hunter2");
            value(session.checkpoint());
            assertThat(session.state().resource(BUCKET).orElseThrow().applied().get("colour"))
                    .containsInstanceOf(Value.Redacted.class);
        }
        assertThat(Files.readString(folder.resolve("state.json")))
                .doesNotContain("hunter2")
                .contains("$redacted");
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

    @Test
    void aStateWrittenBeforeItsJournalWasEmptiedTakesNothingTwice() throws IOException {
        apply(resource("bucket", "blue"));
        var journal = folder.resolve("state.journal");
        byte[] old;
        try (var session = session()) {
            session.commit(new JournalEntry.Done(session.nextChange(), resource("bucket", "red")));
            session.commit(new JournalEntry.Forgotten(BUCKET));
            session.commit(creation(session.nextChange(), "late"));
            old = Files.readAllBytes(journal);
            value(session.checkpoint());
        }
        try (var session = session()) {
            value(session.write(state -> state.withResources(Map.of(BUCKET, resource("bucket", "green")))));
        }
        Files.write(journal, old);

        try (var session = session()) {
            assertThat(session.state().resources().get(BUCKET)).isEqualTo(resource("bucket", "green"));
            assertThat(session.unidentified())
                    .extracting(intent -> intent.address().text())
                    .containsExactly("late");
        }
    }

    @Test
    void anUnansweredCreationOutlivesCheckpointsUntilItIsSettled() {
        try (var session = session()) {
            session.commit(creation(session.nextChange(), "late"));
            value(session.checkpoint());
        }
        try (var session = session()) {
            var intent = session.unidentified().getFirst();
            assertThat(session.nextChange()).isGreaterThan(intent.change());
            session.commit(new JournalEntry.Failed(intent.change()));
            value(session.checkpoint());
        }
        try (var session = session()) {
            assertThat(session.unidentified()).isEmpty();
        }
    }

    @Test
    void aSecondLockIsRefusedSayingWhoHasTheFirst() {
        try (var _ = session()) {
            var problem = problem(store().lock("setpoint plan", Duration.ZERO));
            assertThat(problem.code()).isEqualTo("SP0710");
            assertThat(problem.message())
                    .contains(
                            "setpoint test",
                            String.valueOf(ProcessHandle.current().pid()));
            assertThat(problem.hint().orElseThrow()).contains("--lock-timeout", "setpoint unlock");
        }
        session().close();
    }

    @Test
    void aWaitingRunGetsTheLockWhenItIsReleased() throws InterruptedException {
        var first = session();
        var waiter = Thread.ofVirtual()
                .start(() -> value(store().lock("second", Duration.ofHours(1))).close());
        first.close();
        waiter.join();
        session().close();
    }

    @Test
    void aRunWhoseLockWasBrokenWritesNothingMore() {
        apply(resource("bucket", "blue"));
        try (var broken = session()) {
            assertThat(value(store().breakLock())).isPresent();
            assertThatThrownBy(() -> broken.commit(new JournalEntry.Forgotten(BUCKET)))
                    .isInstanceOf(StateWriteException.class)
                    .hasMessageContaining("was broken");
            assertThat(problem(broken.checkpoint()).code()).isEqualTo("SP0711");
        }
        assertThat(value(store().read()).resources()).containsKey(BUCKET);
    }

    @Test
    void aFolderThatCannotBeMadeIsADiagnostic() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var store = new StateStore(new FolderStorage(file.resolve("state")), "shop", Sealer.NONE);

        assertThat(problem(store.lock("setpoint apply", Duration.ZERO)).code()).isEqualTo("SP0713");
    }

    private State apply(ResourceState resource) {
        try (var session = session()) {
            session.commit(new JournalEntry.Done(session.nextChange(), resource));
            return value(session.checkpoint());
        }
    }

    private StateStore store() {
        return new StateStore(new FolderStorage(folder), "shop", Sealer.NONE);
    }

    private Session session() {
        return value(store().lock("setpoint test", Duration.ZERO));
    }
}
