package dev.setpoint.engine.module;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.file.SpecFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gives the copies that the lock file names. Fetches nothing. */
public final class LockedModules implements RemoteModules {

    /** The command that fetches what is missing. */
    private static final String GET = "Run `setpoint modules get`.";

    private final SpecFiles files;
    private final SourceAccess access;
    private final Map<TreeDigest, Boolean> intact = new HashMap<>();
    private Optional<Locked> read = Optional.empty();

    public LockedModules(SpecFiles files, SourceAccess access) {
        this.files = files;
        this.access = access;
    }

    private record Locked(ModuleStore store, Result<ModuleLock> lock) {}

    @Override
    public Result<Path> copy(ModuleSource.Remote source, boolean nested, Span place) {
        var refused = access.refusal(source, nested, place);
        if (refused.isPresent()) {
            return Result.failed(refused.get());
        }
        try {
            var locked = locked();
            return locked.lock()
                    .then(lock -> lock.entry(source)
                            .map(entry -> copy(locked.store(), source, entry.digest(), place))
                            .orElseGet(() -> Result.failed(
                                    Diagnostic.error("SP0252", place, "`" + source.key() + "` is not locked.")
                                            .hint(GET))));
        } catch (IOException e) {
            return Result.failed(unreadable(source, place, e));
        }
    }

    private Locked locked() throws IOException {
        if (read.isEmpty()) {
            var store = ModuleStore.of(files);
            store.requireOwn();
            read = Optional.of(new Locked(store, store.lock()));
        }
        return read.get();
    }

    private Result<Path> copy(ModuleStore store, ModuleSource.Remote source, TreeDigest digest, Span place) {
        try {
            if (!store.has(digest)) {
                return Result.failed(
                        Diagnostic.error("SP0252", place, "`" + source.key() + "` is locked and has not been fetched.")
                                .hint(GET));
            }
            var known = intact.get(digest);
            var sound = known == null ? store.isIntact(digest) : known;
            intact.put(digest, sound);
            return sound ? Result.ok(store.copy(digest)) : Result.failed(changed(source, place));
        } catch (IOException e) {
            return Result.failed(unreadable(source, place, e));
        }
    }

    private static Diagnostic changed(ModuleSource.Remote source, Span place) {
        return Diagnostic.error(
                        "SP0259",
                        place,
                        "The copy of `" + source.key() + "` has other contents than the lock file says.")
                .hint("Run `setpoint modules get`, which fetches the copy again.");
    }

    private static Diagnostic unreadable(ModuleSource.Remote source, Span place, IOException problem) {
        return Diagnostic.error(
                "SP0258",
                place,
                "The copy of `" + source.key() + "` cannot be read: " + DurableFile.reason(problem) + ".");
    }
}
