package dev.setpoint.engine.state;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.Sealer;
import java.util.Optional;

/**
 * Reads state and journal as they fit together.
 *
 * @param anew whether a state that was moved away from here is as good as none
 */
record Loading(Storage storage, String stack, Sealer sealer, boolean anew) {

    /**
     * A writer replaces the state first and empties the journal then, so whoever reads without a lock may see a
     * journal that is ahead of the state read before it, or one of which a part is gone.
     *
     * @param reads how often to read in all, for as long as somebody else seems to be writing
     */
    Result<Recorded> load(Storage.Contents contents, int reads) {
        return snapshot(contents).then(written -> {
            var journal = contents.journal(written.map(Snapshot::position).orElse(Position.NONE))
                    .then(bytes -> JournalContents.read(storage, bytes, sealer));
            var stale = journal.fold(_ -> true, found -> ahead(written, found));
            return stale && reads > 1
                    ? load(contents, reads - 1)
                    : journal.then(found -> Recorded.of(stack, storage.place(), written, found));
        });
    }

    private Result<Optional<Snapshot>> snapshot(Storage.Contents contents) {
        return contents.state().then(bytes -> {
            if (bytes.isEmpty() || (anew && StateText.isMoved(bytes.get()))) {
                return Result.ok(Optional.empty());
            }
            var what = "The state `" + storage.place() + "`";
            return StateText.read(what, bytes.get(), sealer, storage::wayBack).map(Optional::of);
        });
    }

    private static boolean ahead(Optional<Snapshot> written, JournalContents journal) {
        var serial = written.map(snapshot -> snapshot.state().serial()).orElse(0L);
        return journal.header().filter(header -> header.serial() > serial).isPresent();
    }
}
