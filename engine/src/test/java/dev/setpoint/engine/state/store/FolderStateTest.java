package dev.setpoint.engine.state.store;

import static dev.setpoint.engine.state.store.Entries.creation;
import static dev.setpoint.engine.state.store.Entries.problem;
import static dev.setpoint.engine.state.store.Entries.resource;
import static dev.setpoint.engine.state.store.Entries.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes and reads of a state in a local folder. */
final class FolderStateTest extends FolderStates {

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
    void aFolderThatCannotBeMadeIsADiagnostic() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var store = new StateStore(new FolderStorage(file.resolve("state")), "shop", Sealer.NONE);

        assertThat(problem(store.lock("setpoint apply", Duration.ZERO)).code()).isEqualTo("SP0713");
    }
}
