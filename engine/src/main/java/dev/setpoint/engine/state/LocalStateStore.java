package dev.setpoint.engine.state;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.Sealer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * State in a folder of this machine: {@code state.json}, the copy before the last write {@code
 * state.json.backup}, {@code state.journal} while something is going on, and {@code state.lock}.
 */
public final class LocalStateStore implements StateStore {

    /** How often to read again when somebody else writes meanwhile. */
    private static final int READS = 5;

    private final Path folder;
    private final String stack;
    private final StateFile file;
    private final Sealer sealer;

    /** @param folder of this stack alone; made when it is first locked */
    public LocalStateStore(Path folder, String stack, Sealer sealer) {
        this.folder = folder;
        this.stack = stack;
        this.sealer = sealer;
        this.file = new StateFile(folder.resolve("state.json"), sealer);
    }

    @Override
    public Result<State> read() {
        return load(READS).then(recorded -> Result.of(recorded.ledger().state(), notes(recorded)));
    }

    private static List<Diagnostic> notes(Recorded recorded) {
        if (recorded.isJournalLost()) {
            return List.of(Diagnostic.warning(
                            "SP0716",
                            "The last apply was cut short, and there is no journal of it: what it created may exist"
                                    + " already.")
                    .hint("Run `setpoint apply`: it takes over what bears the mark of that run, and says what to"
                            + " import."));
        }
        return recorded.ledger().unidentified().stream()
                .map(LocalStateStore::cutShort)
                .toList();
    }

    /** Without the lock nobody may look for the object and settle what became of it. */
    private static Diagnostic cutShort(Entry.Intent intent) {
        return Diagnostic.warning(
                        "SP0715",
                        "The last apply was cut short while it created `" + intent.address() + "` (" + intent.type()
                                + "): it may exist already.")
                .hint("Run `setpoint apply` to recover: it looks for the object first and takes it from there.");
    }

    @Override
    public Result<Session> lock(String command, Duration timeout) {
        try {
            DurableFile.createFolders(folder);
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                            "SP0713",
                            "The folder `" + folder + "` for the state cannot be made: " + DurableFile.reason(e) + ".")
                    .hint("The state lives beside the stack: its folder must be writable for whoever runs Setpoint."));
        }
        return StateLock.take(lockFile(), stack, command, timeout).then(this::open);
    }

    private Result<Session> open(StateLock lock) {
        // A key that is not to be had must show before anything is changed.
        var session = load(1).then(recorded -> sealer.key()
                .<Session>map(key -> new LocalSession(
                        lock,
                        file,
                        key,
                        new Journal(journalFile(), recorded.journalLength(), lock::check, key),
                        recorded)));
        if (session instanceof Result.Failed) {
            lock.close();
        }
        return session;
    }

    @Override
    public Result<Optional<Holder>> breakLock() {
        try {
            return Result.ok(StateLock.breakUp(lockFile()));
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0714", "The lock `" + lockFile() + "` cannot be broken: " + DurableFile.reason(e) + "."));
        }
    }

    /**
     * State and journal as they fit together. A writer replaces the state first and empties the journal
     * then, so whoever reads without a lock may see a journal that is ahead of the state read before it.
     */
    private Result<Recorded> load(int reads) {
        return file.read().then(written -> switch (JournalFile.read(journalFile(), sealer)) {
            case Result.Failed<JournalFile>(var diagnostics) -> new Result.Failed<>(diagnostics);
            case Result.Ok<JournalFile>(var journal, var _)
            when reads > 1 && ahead(written, journal) -> load(reads - 1);
            case Result.Ok<JournalFile>(var journal, var _) -> Recorded.of(stack, folder, written, journal);
        });
    }

    private static boolean ahead(Optional<State> written, JournalFile journal) {
        var serial = written.map(State::serial).orElse(0L);
        return journal.header().filter(header -> header.serial() > serial).isPresent();
    }

    private Path lockFile() {
        return folder.resolve("state.lock");
    }

    private Path journalFile() {
        return folder.resolve("state.journal");
    }
}
