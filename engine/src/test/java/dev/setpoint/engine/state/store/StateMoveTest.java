package dev.setpoint.engine.state.store;

import static dev.setpoint.engine.state.store.Entries.creation;
import static dev.setpoint.engine.state.store.Entries.problem;
import static dev.setpoint.engine.state.store.Entries.resource;
import static dev.setpoint.engine.state.store.Entries.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.storage.Storage;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.state.storage.objects.ObjectStorage;
import dev.setpoint.engine.testing.MemoryObjects;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves of a state between a folder and an object store, and documents pulled and pushed. */
final class StateMoveTest {

    @TempDir
    Path folder;

    private final MemoryObjects objects = new MemoryObjects();

    @Test
    void aStateThatIsMovedIsTheSameAndTheOldPlaceSaysWhereItIs() {
        var written = apply(local(), "one");

        assertThat(value(new StateMove(local(), shared(), shared().place()).run(Duration.ZERO)))
                .isEqualTo(written);
        assertThat(value(shared().read())).isEqualTo(written);
        assertThat(folder.resolve("state.json.migrated")).exists();
        var problem = problem(local().read());
        assertThat(problem.code()).isEqualTo("SP0708");
        assertThat(problem.message()).contains("memory:state");
        assertThat(problem(local().lock("setpoint apply", Duration.ZERO)).code())
                .isEqualTo("SP0708");
    }

    @Test
    void aStateIsMovedBack() {
        apply(local(), "one");
        value(new StateMove(local(), shared(), shared().place()).run(Duration.ZERO));
        apply(shared(), "two");

        assertThat(value(new StateMove(shared(), local(), local().place()).run(Duration.ZERO))
                        .resources())
                .hasSize(2);
        assertThat(value(local().read()).serial()).isEqualTo(2);
        assertThat(problem(shared().read()).code()).isEqualTo("SP0708");
        assertThat(objects.all()).containsExactly("", ".migrated");
    }

    @Test
    void openCreationsMoveWithTheState() {
        try (var session = value(local().lock("setpoint test", Duration.ZERO))) {
            session.commit(creation(session.nextChange(), "late"));
        }
        value(new StateMove(local(), shared(), shared().place()).run(Duration.ZERO));
        try (var session = value(shared().lock("setpoint test", Duration.ZERO))) {
            assertThat(session.unidentified()).hasSize(1);
        }
    }

    @Test
    void anotherStateIsNotOverwritten() {
        apply(local(), "one");
        apply(shared(), "two");

        assertThat(problem(new StateMove(local(), shared(), shared().place()).run(Duration.ZERO))
                        .code())
                .isEqualTo("SP0736");
        assertThat(value(local().read()).resources()).hasSize(1);
    }

    @Test
    void anEmptyStateIsNotMoved() {
        assertThat(problem(new StateMove(local(), shared(), shared().place()).run(Duration.ZERO))
                        .code())
                .isEqualTo("SP0735");
        assertThat(objects.all()).isEmpty();
    }

    @Test
    void aPulledStateCanBePushedUntilTheStateChanges() {
        apply(shared(), "one");
        var document = value(shared().pull()).getBytes(StandardCharsets.UTF_8);
        assertThat(value(push(document, false)).serial()).isEqualTo(1);
        apply(shared(), "two");

        assertThat(problem(push(document, false)).code()).isEqualTo("SP0734");
        assertThat(value(push(document, true)).resources()).hasSize(1);
        assertThat(value(shared().read()).serial()).isEqualTo(3);
    }

    @Test
    void aStateOfAnotherLineageOrChangedByHandIsPushedByForceAlone() {
        apply(local(), "one");
        apply(shared(), "two");
        var other = value(local().pull());
        assertThat(problem(push(other.getBytes(StandardCharsets.UTF_8), false)).code())
                .isEqualTo("SP0733");
        var edited = value(shared().pull()).replace("blue", "red").getBytes(StandardCharsets.UTF_8);
        assertThat(problem(push(edited, false)).code()).isEqualTo("SP0703");
        assertThat(value(push(edited, true)).serial()).isEqualTo(2);
    }

    private Result<State> push(byte[] document, boolean force) {
        return new StatePush(shared(), "pulled.json", force).run(document, Duration.ZERO);
    }

    private static State apply(StateStore store, String name) {
        try (var session = value(store.lock("setpoint test", Duration.ZERO))) {
            session.commit(new JournalEntry.Done(session.nextChange(), resource(name, "blue")));
            return value(session.checkpoint());
        }
    }

    private StateStore local() {
        return new StateStore(new FolderStorage(folder), "shop", Sealer.NONE);
    }

    private StateStore shared() {
        return new StateStore(new ObjectStorage(objects, Storage.LEASE), "shop", Sealer.NONE);
    }
}
