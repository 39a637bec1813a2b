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
 * Reads state and journal as they fit together.
 *
 * @param witness tells that there was a state: {@code the note `shop.backend.json`}; empty when nothing does
 */
record StateLoader(Storage storage, String stack, Sealer sealer, TreatAsAbsent anew, Optional<String> witness) {

    /** A file that is as good as no state at all. */
    enum TreatAsAbsent {
        NOTHING,
        /** One that was moved away from here. */
        MOVED,
        /** Also one that is lost: somebody has said so. */
        MOVED_OR_LOST
    }

    /**
     * A writer replaces the state first and empties the journal then, so whoever reads without a lock may see a
     * journal that is ahead of the state read before it, or one of which a part is gone.
     *
     * @param reads how often to read in all, for as long as somebody else seems to be writing
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

    /** A journal without a state is of a run that was cut short before it could write one. */
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
