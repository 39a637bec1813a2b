package dev.setpoint.engine.module.fetch;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.module.ModuleLock;
import dev.setpoint.engine.module.ModuleSource;
import dev.setpoint.engine.module.ModuleSource.Remote;
import dev.setpoint.engine.module.ModuleStore;
import dev.setpoint.engine.module.RemoteModules;
import dev.setpoint.engine.module.SourceAccess;
import dev.setpoint.engine.module.TreeRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Gives the copies of remote modules, and fetches those that are missing. A source that is locked must have the locked
 * content. Writes no lock file.
 */
public final class FetchingModules implements RemoteModules {

    /** Sources of one command; a chain of hostile modules could name ever more. */
    private static final int MOST = 200;

    private final ModuleStore store;
    private final ModuleLock lock;
    private final SourceAccess access;
    private final Fetcher fetcher;
    private final Predicate<Remote> renewed;
    private final Map<String, Result<Fetched>> known = new LinkedHashMap<>();

    /**
     * @param lock as it was read from the store
     * @param renewed the locked sources that are fetched anew, whatever their content is now
     */
    public FetchingModules(
            ModuleStore store,
            ModuleLock lock,
            SourceAccess access,
            FetchSettings settings,
            Predicate<Remote> renewed) {
        this.store = store;
        this.lock = lock;
        this.access = access;
        this.fetcher = new Fetcher(settings, access);
        this.renewed = renewed;
    }

    /**
     * A source and its content.
     *
     * @param before the entry of the lock file
     * @param now the entry for the content that the copy has
     * @param fetched false when the copy was there
     */
    public record Fetched(Remote source, Optional<ModuleLock.Entry> before, ModuleLock.Entry now, boolean fetched) {

        /** Tells whether the lock file must be written. */
        public boolean isNew() {
            return !before.equals(Optional.of(now));
        }
    }

    /** The sources that have been asked for, in order. */
    public List<Fetched> fetched() {
        return known.values().stream()
                .flatMap(result -> result.fold(_ -> Optional.<Fetched>empty(), Optional::of).stream())
                .toList();
    }

    @Override
    public Result<Path> copy(Remote source, boolean nested, Span place) {
        return fetch(source, nested, place)
                .map(fetched -> store.copy(fetched.now().digest()));
    }

    /** Fetches a source unless its copy is there. */
    public Result<Fetched> fetch(Remote source, boolean nested, Span place) {
        var before = known.get(source.key());
        if (before != null) {
            return before;
        }
        var result = access.refusal(source, nested, place)
                .<Result<Fetched>>map(Result::failed)
                .orElseGet(() -> known.size() < MOST ? ensure(source, place) : tooMany(place));
        known.put(source.key(), result);
        return result;
    }

    private static Result<Fetched> tooMany(Span place) {
        return Result.failed(Diagnostic.error("SP0257", place, "The stack has more than " + MOST + " remote modules.")
                .hint("A module may name others without end. Look at those that it calls."));
    }

    private Result<Fetched> ensure(Remote source, Span place) {
        try {
            store.requireOwn();
            var entry = lock.entry(source);
            if (entry.isPresent() && !renewed.test(source)) {
                var digest = entry.get().digest();
                return store.has(digest) && store.isIntact(digest)
                        ? Result.ok(new Fetched(source, entry, entry.get(), false))
                        : fetched(source, entry, place).then(now -> unchanged(now, place));
            }
            return fetched(source, entry, place);
        } catch (TreeRefusedException e) {
            return Result.failed(Diagnostic.error(
                            "SP0257", place, "The content of `" + source.key() + "` is refused: " + e.reason() + ".")
                    .hint("Nothing of it was kept."));
        } catch (FetchException e) {
            return Result.failed(e.diagnostic().at(Optional.of(place)));
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0258", place, "The copies of modules cannot be written: " + DurableFile.reason(e) + "."));
        }
    }

    /** Fails when a locked source has other content now. */
    private static Result<Fetched> unchanged(Fetched fetched, Span place) {
        var locked = fetched.before().orElseThrow();
        if (locked.digest().equals(fetched.now().digest())) {
            return Result.ok(new Fetched(fetched.source(), fetched.before(), locked, true));
        }
        var name = fetched.source() instanceof ModuleSource.Git git && !git.isCommit()
                ? "The tag `" + git.ref() + "` of `" + git.url() + "` now has other contents than the lock file says."
                : "`" + fetched.source().key() + "` now has other contents than the lock file says.";
        return Result.failed(Diagnostic.error("SP0253", place, name)
                .hint("`setpoint modules update` shows the difference, and asks before it locks them."));
    }

    private Result<Fetched> fetched(Remote source, Optional<ModuleLock.Entry> before, Span place) throws IOException {
        try (var workshop = Workshop.in(store)) {
            var commit = fetcher.fetch(source, workshop.work(), workshop.tree(), place);
            var digest = workshop.publish();
            return Result.ok(new Fetched(source, before, new ModuleLock.Entry(commit, digest), true));
        }
    }
}
