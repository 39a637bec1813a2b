package dev.setpoint.engine.state.store;

import static dev.setpoint.engine.state.store.Entries.creation;
import static dev.setpoint.engine.state.store.Entries.problem;
import static dev.setpoint.engine.state.store.Entries.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.state.ObjectStore;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.StateWriteException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A state in an object store: order of writes, and reads. */
final class SharedStateTest extends SharedStates {

    @Test
    void aCheckpointReadsBackAndLeavesOnlyTheState() {
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

    /** The lock, the state, the segments, the place, one batch, the state, its journal's end, the lock. */
    @Test
    void everyRunThatChangesSomethingCostsTheSameEightRequests() {
        apply("zero");
        for (var name : List.of("one", "two", "three")) {
            var before = sum(objects.requests());
            apply(name);
            assertThat(sum(objects.requests()) - before).as(name).isEqualTo(8);
        }
    }

    private static int sum(Map<String, Integer> requests) {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void aCommittedEntryIsDurableBeforeTheStateIsWritten() {
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
    void aReaderDuringAWriteReadsAgain() {
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
            session.commit(new JournalEntry.Failed(change));
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
            session.commit(
                    new JournalEntry.Failed(session.unidentified().getFirst().change()));
            value(session.checkpoint());
        }
        try (var session = session()) {
            assertThat(session.unidentified()).isEmpty();
        }
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
    void aWritingRunWarnsOnceOfProblemsOfTheStore() {
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

    /** Writes each entry into a segment of its own, and no state. */
    private void commit(String... names) {
        try (var session = session()) {
            for (var name : names) {
                session.commit(done(session, name));
            }
        }
    }
}
