package dev.setpoint.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Program;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.ShortLease;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that want the same stack: held in the middle of a call to the cloud, stopped, killed, overtaken. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = SharedStack.EMULATOR, mode = ResourceAccessMode.READ)
class LocksIT extends SharedStack {

    @ParameterizedTest
    @EnumSource(Kept.class)
    void oneRunWorksAndTheOtherReportsTheLockOrWaits(Kept kept) throws Exception {
        stack(kept);
        var before = Instant.now();
        var first = held(Map.of());

        var refused = apply(Map.of()).await();
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .containsPattern("error\\[SP0710] The state of stack `shop` is locked by \\S+ on \\S+"
                        + " \\(`setpoint apply`, process " + first.program().pid() + "\\) since \\d{4}-\\S+Z\\.\n")
                .contains("--lock-timeout", "setpoint unlock");
        assertThat(since(refused.err())).isBetween(before.minusSeconds(1), Instant.now());

        var late = apply(Map.of(), "--lock-timeout", "1s").await();
        assertThat(late.code()).isEqualTo(1);
        assertThat(late.err()).contains("error[SP0710]");

        var patient = apply(Map.of(), "--lock-timeout", "15m");
        first.gate().open();
        assertThat(first.program().await().code()).isZero();
        var second = patient.await();
        assertThat(second.code()).as(second.toString()).isZero();
        assertThat(second.out()).contains("No changes");
        requireConverged();
        requireOnlyTheStateIsLeft(kept);
    }

    private static Instant since(String text) {
        return Instant.parse(text.replaceFirst("(?s).* since (\\S+Z)\\.\n.*", "$1"));
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void aLockLeftByAKilledProcessOfThisHostIsRecognisedAsDead(Kept kept) throws Exception {
        stack(kept);
        var first = held(Map.of());
        first.program().kill();

        var next = apply(Map.of()).await();
        assertThat(next.code()).as(next.toString()).isZero();
        assertThat(next.err()).contains("warning[SP0730]", "`second`");
        if (kept != Kept.IN_THE_FOLDER) {
            assertThat(next.err())
                    .contains(
                            "warning[SP0717] Took over the lock",
                            "process " + first.program().pid(),
                            "that process has ended");
        }
        requireConverged();
        requireOnlyTheStateIsLeft(kept);
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void aRunWhoseLockIsBrokenIsRefusedItsNextWrite(Kept kept) throws Exception {
        stack(kept);
        var first = held(SHORT_LEASE);

        var unlock = start(SHORT_LEASE, "unlock", "--auto-approve").await();
        assertThat(unlock.code()).as(unlock.toString()).isZero();
        assertThat(unlock.out())
                .contains("Unlocked", "process " + first.program().pid());
        var next = apply(SHORT_LEASE).await();
        assertThat(next.code()).as(next.toString()).isZero();

        first.gate().open();
        requireRefused(first.program());
        requireConverged();
        requireOnlyTheStateIsLeft(kept);
    }

    /** A process that was stopped holds the operating system's lock for as long as it lives; a lease runs out. */
    @ParameterizedTest
    @EnumSource(value = Kept.class, names = "IN_S3")
    void aProcessThatWasStoppedPastItsLeaseAndOvertakenIsRefusedItsNextWrite(Kept kept) throws Exception {
        stack(kept);
        var first = held(SHORT_LEASE);
        first.program().signal("STOP");

        var next = apply(SHORT_LEASE, "--lock-timeout", "15m").await();
        assertThat(next.code()).as(next.toString()).isZero();
        assertThat(next.err())
                .contains(
                        "warning[SP0717] Took over the lock",
                        "process " + first.program().pid(),
                        "its lease of 4 s");

        first.gate().open();
        first.program().signal("CONT");
        var refused = requireRefused(first.program());
        assertThat(refused.err())
                .containsOnlyOnce("error[SP0711]")
                .contains("it had not been renewed for", "was taken over by a run that has ended since");
        requireConverged();
        requireOnlyTheStateIsLeft(kept);
    }

    private static Run requireRefused(Program program) throws InterruptedException {
        var run = program.await();
        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).contains("error[SP0711]");
        assertThat(run.err() + run.out()).doesNotContain("Exception", "\tat ");
        return run;
    }

    /** A runner that is gone: another host, another folder, another home, and nothing of it but what is in the bucket. */
    @ParameterizedTest
    @EnumSource(value = Kept.class, mode = EnumSource.Mode.EXCLUDE, names = "IN_THE_FOLDER")
    void aRunOfALostRunnerIsContinuedOnAnotherMachine(Kept kept) throws Exception {
        stack(kept);
        var first = held(Map.of(ShortLease.MILLIS, "4000", "HOSTNAME", "runner-1"));
        first.program().kill();

        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.copy(folder.resolve("setpoint.yaml"), elsewhere.resolve("setpoint.yaml"));
        var home = Map.of("HOSTNAME", "runner-2", "HOME", elsewhere.toString());
        var plan = startIn(elsewhere, home, "plan").await();
        assertThat(plan.err()).contains("warning[SP0715]", "`second`");
        var next = startIn(elsewhere, home, "apply", "--auto-approve", "--lock-timeout", "15m")
                .await();
        assertThat(next.code()).as(next.toString()).isZero();
        assertThat(next.err()).contains("warning[SP0717]", "on runner-1", "warning[SP0730]");
        requireConverged();
        requireOnlyTheStateIsLeft(kept);
    }

    /** Nobody waits for a cloud that does not answer; whoever comes next finds the stack unlocked and unchanged. */
    @ParameterizedTest
    @CsvSource({
        "IN_THE_FOLDER, apply --auto-approve",
        "IN_S3, apply --auto-approve",
        "SEALED_IN_S3, destroy --auto-approve",
        "IN_S3, import first %s-first"
    })
    void aRunInterruptedWhileReadingReleasesTheLock(Kept kept, String command) throws Exception {
        stack(kept);
        assertThat(apply(Map.of()).await().code()).isZero();
        if (command.startsWith("import")) {
            assertThat(start(Map.of(), "state", "rm", "first").await().code()).isZero();
        }
        var gate = wire.hold("HEAD /" + name + "-first");
        var args = command.formatted(name).split(" ", -1);
        var program = start(Map.of(), args);
        gate.awaitArrival();

        program.signal("INT");
        var run = program.await();
        assertThat(run.code()).as(run.toString()).isEqualTo(130);
        assertThat(run.err()).contains("error[SP0942]");
        gate.open();
        assertThat(start(Map.of(), "unlock").await().out()).isEqualTo("It is not locked.\n");
        if (command.startsWith("import")) {
            assertThat(start(Map.of(), args).await().code()).isZero();
        }
        requireConverged();
        requireOnlyTheStateIsLeft(kept);
    }
}
