package dev.setpoint.engine.state.storage.objects;

import static dev.setpoint.engine.state.store.Entries.problem;
import static dev.setpoint.engine.state.store.Entries.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.format.LockHolder;
import dev.setpoint.engine.state.format.LockNote;
import dev.setpoint.engine.state.store.StateStore;
import dev.setpoint.engine.testing.MemoryObjects;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lock in an object store whose holder died without releasing it. */
final class DeadHolderTest {

    private static final Duration LEASE = Duration.ofSeconds(60);

    private final MemoryObjects objects = new MemoryObjects();
    private final StateStore store = new StateStore(new ObjectStorage(objects, LEASE), "shop", Sealer.NONE);

    /** Returns the number of a process that has ended. */
    private static long ended() throws IOException, InterruptedException {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    private void lock(String machine, long process) {
        var here = LockHolder.thisProcess("setpoint apply");
        var holder = new LockHolder(here.user(), here.host(), machine, process, here.command(), here.since());
        objects.tamper(Lease.NAME, LockNote.of(holder, LEASE).content());
    }

    @Test
    void aProcessOfThisMachineThatHasEndedHoldsNothing() throws Exception {
        var machine = LockHolder.thisProcess("").machine();
        assumeThat(machine).as("known on Linux alone").isNotEmpty();
        lock(machine, ended());

        assertThat(value(store.holder())).isEmpty();
        var taken = store.lock("setpoint apply", Duration.ZERO);
        assertThat(taken.diagnostics()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("SP0717");
            assertThat(warning.message()).contains("that process has ended");
        });
        value(taken).close();
    }

    @Test
    void aProcessThatLivesHoldsItsLock() {
        lock(LockHolder.thisProcess("").machine(), ProcessHandle.current().pid());

        assertThat(problem(store.lock("setpoint apply", Duration.ZERO)).code()).isEqualTo("SP0710");
    }

    /** Another machine may have the same host name and process numbers. */
    @Test
    void aProcessOfAnotherMachineCountsAsAlive() throws Exception {
        for (var machine : new String[] {"sha256:another", ""}) {
            lock(machine, ended());
            assertThat(problem(store.lock("setpoint apply", Duration.ZERO)).code())
                    .as(machine)
                    .isEqualTo("SP0710");
        }
    }
}
