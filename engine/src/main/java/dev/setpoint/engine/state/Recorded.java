package dev.setpoint.engine.state;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The last written state with the journal replayed onto it.
 *
 * @param written what {@code state.json} holds; empty before the first write
 * @param journalLength how much of the journal is kept; 0 when it is empty or all of it is in the state
 */
record Recorded(Optional<State> written, Ledger ledger, long journalLength) {

    static Result<Recorded> of(String stack, Path folder, Optional<State> written, JournalFile journal) {
        var strange = strange(stack, folder, written, journal);
        if (strange.isPresent()) {
            return Result.failed(strange.get());
        }
        var ledger = new Ledger(written.orElseGet(() -> fresh(stack, journal)));
        var replay = replay(journal);
        // A journal from before the last write: the state was written, the journal not yet emptied.
        var old = journal.header()
                .filter(header -> written.filter(state -> state.serial() > header.serial())
                        .isPresent())
                .isPresent();
        if (old) {
            replay.unidentified().forEach(ledger::carry);
        } else {
            journal.entries().forEach(ledger::apply);
        }
        ledger.endInterrupted();
        return Result.ok(new Recorded(written, ledger, journal.length()));
    }

    /** Whether a run was cut short of which there is no journal. */
    boolean isJournalLost() {
        return journalLength == 0 && ledger.state().run().isPresent();
    }

    private static Ledger replay(JournalFile journal) {
        var replay = new Ledger(fresh("", journal));
        journal.entries().forEach(replay::apply);
        return replay;
    }

    private static State fresh(String stack, JournalFile journal) {
        var lineage = journal.header()
                .map(JournalFile.Header::lineage)
                .orElseGet(() -> UUID.randomUUID().toString());
        return new State(stack, lineage, 0, Map.of(), new TreeMap<>(), Value.Map.EMPTY);
    }

    private static Optional<Diagnostic> strange(
            String stack, Path folder, Optional<State> written, JournalFile journal) {
        var other = written.map(State::stack).filter(name -> !name.equals(stack));
        if (other.isPresent()) {
            return Optional.of(Diagnostic.error(
                            "SP0705",
                            "The state in `" + folder + "` is of stack `" + other.get() + "`, not of `" + stack + "`.")
                    .hint("Give each stack a name and a state folder of its own."));
        }
        var serial = journal.header().map(JournalFile.Header::serial).orElse(0L);
        if (written.isEmpty() && serial > 0) {
            return Optional.of(Diagnostic.error(
                            "SP0725",
                            "The journal in `" + folder + "` goes on from a state that is lost: of serial " + serial
                                    + ".")
                    .hint("Put `state.json` back beside it, from where it was moved to or from your backups."));
        }
        var foreign = journal.header()
                .filter(header -> written.filter(state -> !state.lineage().equals(header.lineage()))
                        .isPresent())
                .filter(_ -> !journal.entries().isEmpty());
        return foreign.map(header -> Diagnostic.error(
                        "SP0723",
                        "The journal in `" + folder + "` belongs to another state: its lineage is " + header.lineage()
                                + ".")
                .hint("Put back the state it was written for, or move `state.journal` away if what it began is of no"
                        + " interest."));
    }
}
