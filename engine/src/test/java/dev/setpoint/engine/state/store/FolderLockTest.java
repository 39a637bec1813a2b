package dev.setpoint.engine.state.store;

import static dev.setpoint.engine.state.store.Entries.problem;
import static dev.setpoint.engine.state.store.Entries.resource;
import static dev.setpoint.engine.state.store.Entries.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.StateWriteException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The lock of a state in a local folder. */
final class FolderLockTest extends FolderStates {

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
}
