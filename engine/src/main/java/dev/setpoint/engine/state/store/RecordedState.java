package dev.setpoint.engine.state.store;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.Ledger;
import dev.setpoint.engine.state.Snapshot;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.DigestKey;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The last written state with the journal replayed.
 *
 * @param written empty before the first write
 * @param journalLength length of the journal to keep, in bytes; 0 when it is empty or the state contains all of it
 */
record RecordedState(Optional<Snapshot> written, Ledger ledger, long journalLength) {

    /** @param place place of the state for messages */
    static Result<RecordedState> of(String stack, String place, Optional<Snapshot> written, JournalContents journal) {
        var strange = strange(stack, place, written, journal);
        if (strange.isPresent()) {
            return Result.failed(strange.get());
        }
        var ledger = new Ledger(written.map(Snapshot::state).orElseGet(() -> fresh(stack, journal)));
        written.ifPresent(snapshot -> snapshot.openEntries().forEach(ledger::apply));
        // The journal is older than the state: a run was interrupted after it wrote the state and before it emptied
        // the journal.
        var old = journal.header()
                .filter(header -> written.filter(snapshot -> snapshot.state().serial() > header.serial())
                        .isPresent())
                .isPresent();
        if (!old) {
            journal.entries().forEach(ledger::apply);
        }
        ledger.endInterrupted();
        return Result.ok(new RecordedState(written, ledger, old ? 0 : journal.length()));
    }

    /** Tells whether a run was interrupted and its journal is missing. */
    boolean isJournalLost() {
        return journalLength == 0
                && ledger.state().run().isPresent()
                && written.filter(snapshot -> !snapshot.openEntries().isEmpty()).isEmpty();
    }

    /** Tells whether the stored format is too old to be added to, because its digests have no key. */
    boolean isOutdated() {
        return !ledger.state().digestKey().isKept() && (written.isPresent() || journalLength > 0);
    }

    /** Returns the position up to which the state contains the journal. */
    JournalPosition position() {
        return written.map(Snapshot::position).orElse(JournalPosition.NONE);
    }

    private static State fresh(String stack, JournalContents journal) {
        var lineage = journal.header()
                .map(JournalContents.Header::lineage)
                .orElseGet(() -> UUID.randomUUID().toString());
        var key = journal.header().flatMap(JournalContents.Header::digestKey).orElseGet(DigestKey::fresh);
        return new State(
                stack,
                lineage,
                0,
                Map.of(),
                Map.of(),
                new TreeMap<>(),
                Value.Map.EMPTY,
                Value.Map.EMPTY,
                key,
                Optional.empty());
    }

    private static Optional<Diagnostic> strange(
            String stack, String place, Optional<Snapshot> written, JournalContents journal) {
        var state = written.map(Snapshot::state);
        var other = state.map(State::stack).filter(name -> !name.equals(stack));
        if (other.isPresent()) {
            return Optional.of(OtherStack.problem(place, other.get(), stack));
        }
        var serial = journal.header().map(JournalContents.Header::serial).orElse(0L);
        if (written.isEmpty() && serial > 0) {
            return Optional.of(Diagnostic.error(
                            "SP0725",
                            "The state `" + place + "` is lost: the journal beside it continues from its serial"
                                    + " " + serial
                                    + ".")
                    .hint("Restore it from where it was moved to, or from your backups."));
        }
        var foreign = journal.header()
                .filter(header -> state.filter(known -> !known.lineage().equals(header.lineage()))
                        .isPresent())
                .filter(_ -> !journal.entries().isEmpty());
        return foreign.map(header -> Diagnostic.error(
                        "SP0723",
                        "The journal beside `" + place + "` belongs to another state: its lineage is "
                                + header.lineage() + ".")
                .hint("Restore the state that it was written for, or move the journal away if it is not needed."));
    }
}
