package dev.setpoint.engine.state.storage.objects;

import static dev.setpoint.engine.state.store.Entries.creation;
import static dev.setpoint.engine.state.store.Entries.problem;
import static dev.setpoint.engine.state.store.Entries.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.Snapshot;
import dev.setpoint.engine.state.format.LockHolder;
import dev.setpoint.engine.state.format.StateText;
import dev.setpoint.engine.state.store.SharedStates;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Leases of runs on several machines that use the same state: take-over and refused writes. */
final class LeasesTest extends SharedStates {

    @Test
    void aLockThatIsRenewedIsNotTakenOver() {
        try (var first = session()) {
            objects.pass(LEASE);
            here.addAndGet(LEASE.toNanos());
            first.commit(done(first, "one"));
            objects.pass(LEASE);

            var problem = problem(store().lock("setpoint apply", Duration.ZERO));
            assertThat(problem.code()).isEqualTo("SP0710");
            assertThat(problem.message())
                    .contains(
                            "setpoint test",
                            "process " + ProcessHandle.current().pid());
            assertThat(problem.hint().orElseThrow()).contains("2026-01-01T00:02:00Z", "setpoint unlock");
        }
        session().close();
    }

    @Test
    void theNextRunRecoversTheChangesOfALostRun() {
        var vanished = session();
        vanished.commit(done(vanished, "one"));
        vanished.commit(creation(vanished.nextChange(), "late"));
        var lineage = vanished.state().lineage();
        objects.pass(LEASE.plusSeconds(1));

        var taken = store().lock("setpoint apply", Duration.ZERO);
        assertThat(taken.diagnostics()).extracting(Diagnostic::code).containsExactly("SP0717");
        assertThat(taken.diagnostics().getFirst().message()).contains("setpoint test");
        try (var session = value(taken)) {
            assertThat(session.state().lineage()).isEqualTo(lineage);
            assertThat(session.state().resources()).containsOnlyKeys(Address.resource("one"));
            var intent = session.unidentified().getFirst();
            assertThat(intent.address()).isEqualTo(Address.resource("late"));
            assertThat(session.nextChange()).isGreaterThan(intent.change());
            assertThat(objects.all()).containsExactly("", ".lock");
            session.commit(new JournalEntry.Failed(intent.change()));
            value(session.checkpoint());
        }
        assertThat(value(store().read()).resources()).containsOnlyKeys(Address.resource("one"));
        assertThat(store().read().diagnostics()).isEmpty();
    }

    @Test
    void aSuspendedRunWhoseLeaseWasTakenOverIsRefusedEveryWrite() {
        apply("one");
        var sleeper = session();
        here.addAndGet(LEASE.toNanos());
        objects.pass(LEASE.plusSeconds(1));
        try (var other = session()) {
            requireRefused(sleeper, "was taken over by");
            other.commit(done(other, "two"));
            value(other.checkpoint());
        }
        sleeper.close();
        assertThat(names()).containsExactly("one", "two");
    }

    /** Simulates a suspended machine, whose own clock has stood still. */
    @Test
    void aRunThatDoesNotKnowThatItWasSuspendedIsRefusedToo() {
        apply("one");
        var sleeper = session();
        objects.pass(LEASE.plusSeconds(1));
        try (var other = session()) {
            requireRefused(sleeper, "was taken over by");
            assertThat(objects.all()).as("a segment that counts for nothing").hasSize(3);
            other.commit(done(other, "two"));
            value(other.checkpoint());
        }
        assertThat(names()).containsExactly("one", "two");
        apply("three");
        assertThat(objects.all()).containsExactly("");
    }

    @Test
    void aStateWriteThatWasUnderWayWhenItsRunWasOvertakenDoesNotComeThrough() {
        apply("one");
        var sleeper = session();
        sleeper.record(done(sleeper, "lost"));
        var overtaken = new AtomicBoolean();
        objects.before(request -> {
            if (request.equals("replace ") && overtaken.compareAndSet(false, true)) {
                objects.pass(LEASE.plusSeconds(1));
                session().close();
            }
        });
        assertThat(problem(sleeper.checkpoint()).code()).isEqualTo("SP0711");
        assertThat(names())
                .as("the intent was durable, so it is the other run's")
                .containsExactly("lost", "one");
    }

    @Test
    void theLastWriteOfARunIsTakenInByTheOneThatOvertakesItAtThatMoment() {
        apply("one");
        var sleeper = session();
        sleeper.commit(done(sleeper, "two"));
        objects.pass(LEASE.plusSeconds(1));
        var written = new AtomicBoolean();
        objects.before(request -> {
            if (request.equals("replace ") && written.compareAndSet(false, true)) {
                value(sleeper.checkpoint());
            }
        });
        try (var other = session()) {
            assertThat(other.state().resources()).hasSize(2);
            assertThat(value(other.checkpoint()).serial())
                    .isEqualTo(sleeper.state().serial());
        }
    }

    @Test
    void everyRunHasAHigherTokenThanAllBeforeAndTheStateCarriesIt() {
        var tokens = new ArrayList<Long>();
        for (var name : List.of("one", "two", "three")) {
            apply(name);
            tokens.add(token());
        }
        assertThat(tokens).containsExactly(1L, 2L, 3L);
        raiseToken(9_999_999_999_999L);
        try (var session = session()) {
            session.commit(done(session, "four"));
            assertThat(objects.all()).contains(".journal/10000000000000-000001");
        }
    }

    @Test
    void aRunHasAHigherTokenThanThoseThatVanishedBeforeItAndJournalledNothing() {
        apply("one");
        var first = session();
        objects.pass(LEASE.plusSeconds(1));
        var suspended = new AtomicBoolean();
        objects.before(request -> {
            // The second run has the lock, and has not written the state yet.
            if (request.equals("replace ") && suspended.compareAndSet(false, true)) {
                objects.pass(LEASE.plusSeconds(1));
                session().close();
            }
        });
        assertThat(store().lock("setpoint apply", Duration.ZERO).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0717", "SP0711");
        assertThat(token()).as("of the third run").isEqualTo(4);
        requireRefused(first, "has lost the lock");
    }

    @Test
    void aSegmentOfARunThatWasCutShortIsExceededAsTheStateIs() {
        apply("one");
        try (var session = session()) {
            session.commit(done(session, "two"));
        }
        assertThat(objects.all()).contains(".journal/0000000000002-000001");
        apply("three");
        assertThat(token()).isEqualTo(3);
        assertThat(names()).containsExactly("one", "three", "two");
    }

    /** The overtaken run has its token already and may still write with it. */
    @Test
    void aRunThatTakesOverFromAnEarlierVersionExceedsItsToken() {
        apply("one");
        var holder = LockHolder.unknown().json();
        var note = holder.with("run", Value.of("r"))
                .with("token", Value.of(1_790_000_000_000L))
                .with("renewal", Value.of(0))
                .with("leaseMillis", Value.of(LEASE.toMillis()));
        objects.tamper(".lock", Json.pretty(note).getBytes(StandardCharsets.UTF_8));
        objects.pass(LEASE.plusSeconds(1));
        apply("two");
        assertThat(token()).isGreaterThan(1_790_000_000_000L);
    }

    @Test
    void aLockThatIsBrokenIsFreeOnceItsLeaseHasRunOut() {
        apply("one");
        var holder = session();
        var rounds = new AtomicLong();
        objects.before(request -> {
            if (request.equals("read .lock") && rounds.incrementAndGet() > 2) {
                objects.pass(Duration.ofSeconds(50));
            }
        });
        assertThat(value(store(Duration.ofMillis(40)).breakLock()).orElseThrow().command())
                .isEqualTo("setpoint test");
        requireRefused(holder, "was broken by");
        session().close();
        assertThat(value(store().holder())).isEmpty();
    }

    @Test
    void aLockIsVisibleWhileItIsHeld() {
        assertThat(value(store().holder())).isEmpty();
        var holder = session();
        assertThat(value(store().holder())).isPresent();
        objects.pass(LEASE.plusSeconds(1));
        assertThat(value(store().holder())).isEmpty();
        assertThat(value(store().breakLock())).isEmpty();
        holder.close();
    }

    @Test
    void aForeignLockObjectIsNotTouched() {
        objects.tamper(".lock", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(problem(store().lock("setpoint apply", Duration.ZERO)).code())
                .isEqualTo("SP0712");
    }

    @Test
    void runsThatStartTogetherTakeTurns() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 32; i++) {
                var name = "r" + i;
                threads.execute(() -> {
                    try (var session =
                            value(store(Duration.ofMillis(200)).lock("setpoint test", Duration.ofMinutes(1)))) {
                        session.commit(done(session, name));
                        value(session.checkpoint());
                    }
                });
            }
        }
        assertThat(names()).hasSize(32);
        assertThat(value(store().read()).serial()).isEqualTo(32);
    }

    /** Simulates a state written by a run with a wrong clock. */
    private void raiseToken(long token) {
        var snapshot = value(StateText.read("It", objects.content(""), Sealer.NONE, () -> ""));
        var raised = new Snapshot(snapshot.state(), snapshot.openEntries(), new JournalPosition(token, 0));
        objects.tamper("", StateText.write(raised, Optional.empty()));
    }

    private long token() {
        return value(StateText.read("It", objects.content(""), Sealer.NONE, () -> ""))
                .position()
                .token();
    }
}
