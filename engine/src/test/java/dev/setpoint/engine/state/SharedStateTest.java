package dev.setpoint.engine.state;

import static dev.setpoint.engine.state.Entries.creation;
import static dev.setpoint.engine.state.Entries.problem;
import static dev.setpoint.engine.state.Entries.resource;
import static dev.setpoint.engine.state.Entries.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.spi.ObjectStore;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.MemoryObjects;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A state in an object store, and runs on several machines that get in each other's way. */
final class SharedStateTest {

    private static final Duration LEASE = Duration.ofSeconds(60);

    private final MemoryObjects objects = new MemoryObjects();
    private final AtomicLong here = new AtomicLong();

    @Test
    void whatIsCheckpointedIsReadBackAndOnlyTheStateIsLeft() {
        var written = apply("one");

        assertThat(value(store().read())).isEqualTo(written);
        assertThat(objects.all()).containsExactly("");
    }

    @Test
    void aStackThatWasNeverAppliedLeavesNothing() {
        try (var session = session()) {
            assertThat(value(session.checkpoint()).serial()).isZero();
        }
        assertThat(objects.all()).isEmpty();
    }

    @Test
    void aRunWithNothingToDoCostsFiveRequests() {
        apply("one");
        var before = objects.requests();
        try (var session = session()) {
            value(session.checkpoint());
        }
        var more = objects.requests();
        before.forEach((kind, count) -> more.merge(kind, -count, Integer::sum));
        more.values().removeIf(count -> count == 0);
        assertThat(more).isEqualTo(Map.of("create", 1, "read", 1, "list", 1, "concerns", 1, "remove", 1));
    }

    @Test
    void whatWasCommittedIsDurableBeforeTheStateIsWritten() {
        try (var session = session()) {
            session.commit(creation(session.nextChange(), "late"));
            assertThat(value(store().read()).lineage())
                    .isEqualTo(session.state().lineage());
            assertThat(store().read().diagnostics())
                    .extracting(Diagnostic::code)
                    .containsExactly("SP0715");
        }
    }

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
    void whatARunThatVanishedHadBegunIsRecoveredByAnother() {
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
            session.commit(new Entry.Failed(intent.change()));
            value(session.checkpoint());
        }
        assertThat(value(store().read()).resources()).containsOnlyKeys(Address.resource("one"));
        assertThat(store().read().diagnostics()).isEmpty();
    }

    @Test
    void aRunThatSleptPastItsLeaseAndWasOvertakenIsRefusedEveryWrite() {
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

    /** As of a machine that was suspended: its own clock has not noticed. */
    @Test
    void aRunThatDoesNotKnowThatItSleptIsRefusedAllTheSame() {
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
        assertThat(tokens).isSorted().doesNotHaveDuplicates();
        raiseToken(9_999_999_999_999L);
        try (var session = session()) {
            session.commit(done(session, "four"));
            assertThat(objects.all()).contains(".journal/10000000000000-000001");
        }
    }

    @Test
    void aWriteWhoseAnswerWasLostIsRecognised() {
        objects.repeatWrites();
        apply("one");
        try (var session = session()) {
            session.commit(done(session, "two"));
            here.addAndGet(LEASE.toNanos());
            session.commit(done(session, "three"));
            value(session.checkpoint());
        }
        assertThat(names()).containsExactly("one", "three", "two");
    }

    @Test
    void aMissingSegmentIsRefusedByName() {
        commit("one", "two", "three");
        var second = objects.all().stream()
                .filter(name -> name.endsWith("2"))
                .findFirst()
                .orElseThrow();
        objects.drop(second);

        var problem = problem(store().read());
        assertThat(problem.code()).isEqualTo("SP0728");
        assertThat(problem.message()).contains(second);
        assertThat(problem(store().lock("setpoint apply", Duration.ZERO)).code())
                .isEqualTo("SP0728");
    }

    @Test
    void aSegmentCutAtAnyByteIsRefused() {
        commit("one", "two");
        var last = objects.all().last();
        var whole = objects.content(last);
        for (var length = 1; length < whole.length; length += 5) {
            objects.tamper(last, Arrays.copyOf(whole, length));
            assertThat(problem(store().read()).code()).as("%d bytes", length).isEqualTo("SP0720");
        }
    }

    @Test
    void whoeverReadsWhileTheStateIsWrittenReadsAgain() {
        var running = session();
        running.commit(done(running, "one"));
        running.commit(done(running, "two"));
        var written = new AtomicBoolean();
        objects.before(request -> {
            if (request.equals("list .journal/") && written.compareAndSet(false, true)) {
                value(running.checkpoint());
                running.commit(done(running, "three"));
            }
        });
        assertThat(names()).containsExactly("one", "three", "two");
        running.close();
    }

    @Test
    void aJournalThatNetsNothingIsRemovedAndTheNextOneIsReadWhole() {
        apply("one");
        try (var session = session()) {
            var change = session.nextChange();
            session.commit(creation(change, "two"));
            session.commit(new Entry.Failed(change));
            assertThat(value(session.checkpoint()).serial()).isEqualTo(1);
            session.commit(done(session, "three"));
            assertThat(names()).containsExactly("one", "three");
        }
    }

    @Test
    void anUnansweredCreationOutlivesCheckpointsUntilItIsSettled() {
        try (var session = session()) {
            session.commit(creation(session.nextChange(), "late"));
            value(session.checkpoint());
        }
        assertThat(objects.all()).containsExactly("");
        try (var session = session()) {
            session.commit(new Entry.Failed(session.unidentified().getFirst().change()));
            value(session.checkpoint());
        }
        try (var session = session()) {
            assertThat(session.unidentified()).isEmpty();
        }
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
    void aLockIsSeenForAsLongAsItHolds() {
        assertThat(value(store().holder())).isEmpty();
        var holder = session();
        assertThat(value(store().holder())).isPresent();
        objects.pass(LEASE.plusSeconds(1));
        assertThat(value(store().holder())).isEmpty();
        assertThat(value(store().breakLock())).isEmpty();
        holder.close();
    }

    @Test
    void whatIsNoLockOfOursIsLeftAlone() {
        objects.tamper(".lock", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(problem(store().lock("setpoint apply", Duration.ZERO)).code())
                .isEqualTo("SP0712");
    }

    @Test
    void manyWhoStartTogetherTakeTurns() throws InterruptedException {
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

    @Test
    void aStoreThatDoesNotAnswerIsSaidWithItsHint() {
        apply("one");
        var session = session();
        objects.before(_ -> {
            throw ProviderException.of(ProviderException.Kind.UNREACHABLE, "Unreachable", "Nothing answers at s3.")
                    .hint("Check the network.");
        });
        assertThatThrownBy(() -> session.commit(done(session, "two")))
                .isInstanceOfSatisfying(StateWriteException.class, e -> {
                    assertThat(e.diagnostic().code()).isEqualTo("SP0722");
                    assertThat(e.diagnostic().message()).endsWith("nothing answers at s3.");
                    assertThat(e.diagnostic().hint()).contains("Check the network.");
                });
        assertThat(problem(session.checkpoint()).code()).isEqualTo("SP0706");
        assertThat(problem(store().read()).code()).isEqualTo("SP0701");
        assertThat(problem(store().lock("setpoint apply", Duration.ZERO)).code())
                .isEqualTo("SP0712");
        assertThat(problem(store().breakLock()).code()).isEqualTo("SP0714");
    }

    @Test
    void whatIsWrongWithThePlaceIsWarnedOfOnceARunThatWrites() {
        objects.concerns(new ObjectStore.Concern("No versions are kept.", "Switch them on."));

        var locked = store().lock("setpoint apply", Duration.ZERO);
        assertThat(locked.diagnostics()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("SP0718");
            assertThat(warning.hint()).contains("Switch them on.");
        });
        value(locked).close();
        assertThat(store().read().diagnostics()).isEmpty();
    }

    @Test
    void underAKeyNothingInTheStoreStandsInClearAndAllOfItIsReadBack() {
        var key = new Keyring("first");
        try (var session = value(store(LEASE, key).lock("setpoint test", Duration.ZERO))) {
            session.commit(done(session, "one"));
            value(session.checkpoint());
            session.commit(done(session, "two"));
            session.commit(done(session, "three"));
        }
        try (var session = value(store(LEASE, key).lock("setpoint test", Duration.ZERO))) {
            session.commit(done(session, "four"));
        }
        assertThat(objects.all())
                .hasSize(4)
                .allSatisfy(name -> assertThat(new String(objects.content(name), StandardCharsets.UTF_8))
                        .doesNotContain("blue", "id-"));
        assertThat(value(store(LEASE, key).read()).resources()).hasSize(4);
        assertThat(problem(store().read()).code()).isEqualTo("SP0740");
    }

    private void requireRefused(Session session, String why) {
        assertThatThrownBy(() -> session.commit(done(session, "late")))
                .isInstanceOfSatisfying(StateWriteException.class, e -> {
                    assertThat(e.diagnostic().code()).isEqualTo("SP0711");
                    assertThat(e.diagnostic().message()).contains(why);
                });
        assertThat(problem(session.checkpoint()).code()).isEqualTo("SP0711");
    }

    /** As if a run whose clock was wrong had written the state. */
    private void raiseToken(long token) {
        var snapshot = value(StateText.read("It", objects.content(""), Sealer.NONE, () -> ""));
        var raised = new Snapshot(snapshot.state(), snapshot.begun(), new Position(token, 0));
        objects.tamper("", StateText.write(raised, Optional.empty()));
    }

    private long token() {
        return value(StateText.read("It", objects.content(""), Sealer.NONE, () -> ""))
                .position()
                .token();
    }

    private State apply(String name) {
        try (var session = session()) {
            session.commit(done(session, name));
            return value(session.checkpoint());
        }
    }

    /** Each in a segment of its own, and no state. */
    private void commit(String... names) {
        try (var session = session()) {
            for (var name : names) {
                session.commit(done(session, name));
            }
        }
    }

    private static Entry done(Session session, String name) {
        return new Entry.Done(session.nextChange(), resource(name, "blue"));
    }

    private List<String> names() {
        return value(store().read()).resources().keySet().stream()
                .map(Address::text)
                .toList();
    }

    private StateStore store() {
        return store(LEASE);
    }

    private StateStore store(Duration lease) {
        return store(lease, Sealer.NONE);
    }

    private StateStore store(Duration lease, Sealer sealer) {
        return new StateStore(new ObjectStorage(objects, lease, here::get), "shop", sealer);
    }

    private Session session() {
        return value(store().lock("setpoint test", Duration.ZERO));
    }
}
