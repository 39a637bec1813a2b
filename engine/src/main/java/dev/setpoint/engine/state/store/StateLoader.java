package dev.setpoint.engine.state.store;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.Snapshot;
import dev.setpoint.engine.state.format.StateText;
import dev.setpoint.engine.state.storage.LostState;
import dev.setpoint.engine.state.storage.Storage;
import java.util.Optional;

/**
 * Reads a state and its journal so that both fit together.
 *
 * @param witness evidence that a state existed: {@code the note `shop.backend.json`}; empty when there is none
 */
record StateLoader(Storage storage, String stack, Sealer sealer, TreatAsAbsent anew, Optional<String> witness) {

    /** Kinds of states that count as missing. */
    enum TreatAsAbsent {
        NOTHING,
        /** A state that was moved to another place. */
        MOVED,
        /** A moved or lost state, when the user says so. */
        MOVED_OR_LOST
    }

    /**
     * Reads state and journal. A writer replaces the state before it empties the journal. So a reader without the
     * lock may see a journal that is newer than the state, or incomplete, and must read again.
     *
     * @param reads limit of reads while another process seems to be writing
     */
    Result<RecordedState> load(Storage.Contents contents, int reads) {
        return snapshot(contents).then(written -> {
            var journal = contents.journal(written.map(Snapshot::position).orElse(JournalPosition.NONE))
                    .then(bytes -> JournalContents.read(storage, bytes, sealer));
            var stale = journal.fold(_ -> true, found -> ahead(written, found));
            return stale && reads > 1
                    ? load(contents, reads - 1)
                    : journal.then(found -> gone(written, found)
                            .map(Result::<RecordedState>failed)
                            .orElseGet(() -> RecordedState.of(stack, storage.place(), written, found)));
        });
    }

    private Result<Optional<Snapshot>> snapshot(Storage.Contents contents) {
        var stored = contents.state();
        if (anew == TreatAsAbsent.MOVED_OR_LOST && LostState.isLost(stored)) {
            return Result.ok(Optional.empty());
        }
        return stored.then(bytes -> {
            if (bytes.isEmpty() || (anew != TreatAsAbsent.NOTHING && StateText.isMoved(bytes.get()))) {
                return Result.ok(Optional.empty());
            }
            var what = "The state `" + storage.place() + "`";
            return StateText.read(what, bytes.get(), sealer, storage::recoveryHint)
                    .map(Optional::of);
        });
    }

    /**
     * Returns the problem of a missing state. A journal without a state belongs to a run that was interrupted before
     * its first write.
     */
    private Optional<Diagnostic> gone(Optional<Snapshot> written, JournalContents journal) {
        return witness.filter(_ -> anew == TreatAsAbsent.NOTHING
                        && written.isEmpty()
                        && journal.header().isEmpty())
                .map(known -> LostState.missing(storage.place(), known, storage.recoveryHint()));
    }

    private static boolean ahead(Optional<Snapshot> written, JournalContents journal) {
        var serial = written.map(snapshot -> snapshot.state().serial()).orElse(0L);
        return journal.header().filter(header -> header.serial() > serial).isPresent();
    }
}
