package dev.setpoint.engine.module.fetch;

import dev.setpoint.engine.check.module.ModuleFiles;
import dev.setpoint.engine.check.module.SourceWalk;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.module.ModuleLock;
import dev.setpoint.engine.module.ModuleSource;
import dev.setpoint.engine.module.ModuleSource.Remote;
import dev.setpoint.engine.module.ModuleStore;
import dev.setpoint.engine.module.SourceAccess;
import dev.setpoint.engine.module.SourceParser;
import dev.setpoint.engine.module.TreeDifference;
import dev.setpoint.engine.module.fetch.FetchingModules.Fetched;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.schema.SchemaCatalog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Locks the remote modules of a repository, and fetches their copies. */
public final class ModuleLocking {

    /** A file that processes lock while they change the lock file. */
    private static final String GUARD = ".lock";

    private final SchemaCatalog catalog;
    private final AllowedAccess allowed;
    private final FetchSettings settings;

    public ModuleLocking(SchemaCatalog catalog, AllowedAccess allowed, FetchSettings settings) {
        this.catalog = catalog;
        this.allowed = allowed;
        this.settings = settings;
    }

    /** The remote modules of a stack, and the repository whose lock file has them. */
    public record Locked(Path repository, List<Fetched> modules) {
        public Locked {
            modules = List.copyOf(modules);
        }
    }

    /**
     * Fetches the remote modules that a stack calls, and locks those that are not locked. Writes nothing to the lock file
     * when one of them cannot be fetched, or differs from what is locked.
     *
     * @param files of the stack's folder
     */
    public Result<Locked> get(Document stack, SpecFiles files) {
        return store(files)
                .then(store -> store.lock().then(lock -> {
                    var fetching = fetching(store, lock, files, List.of());
                    var problems = new SourceWalk(new ModuleFiles(files, catalog, fetching)).stack(stack);
                    return Result.of(new Locked(store.root(), fetching.fetched()), problems)
                            .then(locked -> write(store, locked.modules()).map(_ -> locked));
                }));
    }

    /**
     * A locked module whose content has changed, or a module that a changed one calls.
     *
     * @param difference empty when there is no copy of the old content
     */
    public record Change(Fetched module, Optional<TreeDifference> difference) {}

    /**
     * New contents of locked modules, which are not locked yet.
     *
     * @param unchanged sources whose content is as it was
     */
    public record Update(ModuleStore store, List<Change> changes, List<String> unchanged) {
        public Update {
            changes = List.copyOf(changes);
            unchanged = List.copyOf(unchanged);
        }
    }

    /**
     * Fetches locked modules anew, and compares them. Changes no lock file.
     *
     * @param files of the folder whose repository has the lock file
     * @param source the only module to look at
     */
    public Result<Update> update(SpecFiles files, Optional<String> source) {
        return store(files)
                .then(store -> store.lock()
                        .then(lock -> chosen(store, lock, source).then(keys -> update(store, lock, files, keys))));
    }

    private static Result<List<String>> chosen(ModuleStore store, ModuleLock lock, Optional<String> source) {
        var unknown = source.filter(key -> !lock.modules().containsKey(key));
        return unknown.<Result<List<String>>>map(
                        key -> Result.failed(
                                Diagnostic.error(
                                                "SP0252",
                                                "`" + key + "` is not in `"
                                                        + store.root().resolve(ModuleLock.FILE) + "`.")
                                        .hint(
                                                Nearest.hint(key, lock.modules().keySet())
                                                        .orElse(
                                                                "Name a source as the lock file has it. `setpoint modules get` locks what stacks call."))))
                .orElseGet(() -> Result.ok(source.map(List::of)
                        .orElseGet(() -> List.copyOf(lock.modules().keySet()))));
    }

    private Result<Update> update(ModuleStore store, ModuleLock lock, SpecFiles files, List<String> keys) {
        var text = SourceFile.read(store.root().resolve(ModuleLock.FILE), ModuleLock.FILE)
                .fold(_ -> new Source(ModuleLock.FILE, ""), read -> read);
        var fetching = fetching(store, lock, files, keys);
        var modules = new ModuleFiles(files, catalog, fetching);
        var walk = new SourceWalk(modules);
        var problems = new ArrayList<Diagnostic>();
        for (var key : keys) {
            var place = place(text, key);
            parse(store, key, place)
                    .then(remote -> fetching.fetch(remote, false, place).then(_ -> modules.find(remote, text, place)))
                    .fold(problems::addAll, module -> problems.addAll(walk.module(module)));
        }
        return Result.of(fetching, problems).then(done -> compared(store, done.fetched()));
    }

    private static Result<Remote> parse(ModuleStore store, String key, Span place) {
        if (key.startsWith("//")) {
            var parts = key.substring(2).split("//", 2);
            return Result.ok(new ModuleSource.FileArchive(
                    key, store.root().resolve(parts[0]), parts.length > 1 ? parts[1] : ""));
        }
        return SourceParser.parse(key, place)
                .then(source -> source instanceof Remote remote
                        ? Result.ok(remote)
                        : Result.failed(Diagnostic.error("SP0258", place, "`" + key + "` is not a remote module.")));
    }

    private static Span place(Source lock, String key) {
        var lines = lock.text().lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            var at = lines.get(i).indexOf(key);
            if (at >= 0) {
                return new Span(lock, i + 1, at + 1, i + 1, at + 1 + key.length());
            }
        }
        return new Span(lock, 1, 1, 1, 1);
    }

    private static Result<Update> compared(ModuleStore store, List<Fetched> fetched) {
        var changes = new ArrayList<Change>();
        var unchanged = new ArrayList<String>();
        try {
            for (var module : fetched) {
                if (module.isNew()) {
                    changes.add(new Change(module, difference(store, module)));
                } else {
                    unchanged.add(module.source().key());
                }
            }
            return Result.ok(new Update(store, changes, unchanged));
        } catch (IOException e) {
            return Result.failed(unwritable(store, e));
        }
    }

    private static Optional<TreeDifference> difference(ModuleStore store, Fetched module) throws IOException {
        var before = module.before().map(ModuleLock.Entry::digest).filter(store::has);
        return before.isEmpty() || !store.isIntact(before.get())
                ? Optional.empty()
                : Optional.of(
                        TreeDifference.between(store, before.get(), module.now().digest()));
    }

    /** Locks the new contents. */
    public Result<Update> accept(Update update) {
        return write(
                        update.store(),
                        update.changes().stream().map(Change::module).toList())
                .map(_ -> update);
    }

    private Result<ModuleStore> store(SpecFiles files) {
        try {
            return Result.ok(new ModuleStore(files.repository(), settings.limits()));
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0258", "The folder `" + files.folder() + "` cannot be read: " + DurableFile.reason(e) + "."));
        }
    }

    private FetchingModules fetching(ModuleStore store, ModuleLock lock, SpecFiles files, List<String> renewed) {
        return new FetchingModules(
                store, lock, new SourceAccess(allowed, files), settings, remote -> renewed.contains(remote.key()));
    }

    /** Adds entries to the lock file as it is now. Fails when another process has changed one of them meanwhile. */
    private static Result<ModuleLock> write(ModuleStore store, List<Fetched> modules) {
        var fresh = new LinkedHashMap<String, Fetched>();
        modules.stream()
                .filter(Fetched::isNew)
                .forEach(module -> fresh.put(module.source().key(), module));
        if (fresh.isEmpty()) {
            return store.lock();
        }
        try (var guard = FileChannel.open(
                store.copies().resolve(GUARD),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            // Closing the file releases the lock.
            guard.lock();
            return store.lock().then(lock -> merged(store, lock, fresh));
        } catch (IOException e) {
            return Result.failed(unwritable(store, e));
        }
    }

    private static Result<ModuleLock> merged(ModuleStore store, ModuleLock lock, Map<String, Fetched> fresh) {
        var entries = new LinkedHashMap<String, ModuleLock.Entry>();
        for (var module : fresh.values()) {
            var known = lock.entry(module.source());
            if (!known.equals(module.before()) && !known.equals(Optional.of(module.now()))) {
                return Result.failed(Diagnostic.error(
                                "SP0253",
                                "Another command has just locked other contents of `"
                                        + module.source().key() + "`.")
                        .hint("Run the command again."));
            }
            entries.put(module.source().key(), module.now());
        }
        try {
            var all = lock.with(entries);
            store.write(all);
            return Result.ok(all);
        } catch (IOException e) {
            return Result.failed(unwritable(store, e));
        }
    }

    private static Diagnostic unwritable(ModuleStore store, IOException problem) {
        return Diagnostic.error(
                "SP0258",
                "`" + store.root().resolve(ModuleLock.FILE) + "` cannot be written: " + DurableFile.reason(problem)
                        + ".");
    }
}
