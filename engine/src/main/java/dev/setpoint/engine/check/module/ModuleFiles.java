package dev.setpoint.engine.check.module;

import dev.setpoint.engine.check.grammar.LiteralSecrets;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.FileKind;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.document.part.SpecParts;
import dev.setpoint.engine.expression.template.TemplateParser;
import dev.setpoint.engine.file.RefusedFileException;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.module.ModuleSource;
import dev.setpoint.engine.module.RemoteModules;
import dev.setpoint.engine.module.SourceParser;
import dev.setpoint.engine.schema.SchemaCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of modules, each read and parsed once for a command. */
public final class ModuleFiles {

    /** Bytes of a file. */
    private static final int MOST = 1 << 20;

    /** The beginning of a module's file. */
    private static final Pattern MODULE =
            Pattern.compile("(?:[ \\t]*(?:#[^\\n]*)?\\r?\\n|---[^\\n]*\\n|setpoint:[^\\n]*\\n)*+module:");

    private final SpecFiles files;
    private final SchemaCatalog catalog;
    private final RemoteModules remotes;
    private final Map<Path, Result<ModuleFile>> read = new HashMap<>();
    private final Set<Path> open = new HashSet<>();

    /**
     * @param catalog tells which properties are sensitive
     * @param remotes gives the copies of remote modules
     */
    public ModuleFiles(SpecFiles files, SchemaCatalog catalog, RemoteModules remotes) {
        this.files = files;
        this.catalog = catalog;
        this.remotes = remotes;
    }

    /** Returns the stack's document with its places in a text without the secrets that it has as literals. */
    public Document hidden(Document stack) {
        return hidden(stack, "");
    }

    private Document hidden(Document document, String folder) {
        return LiteralSecrets.hidden(
                document,
                catalog,
                call -> YamlMembers.text(call, "source")
                        .filter(source -> !TemplateParser.isTemplate(source.text()))
                        .flatMap(source -> find(source.text(), folder, document.source(), source.span())
                                .fold(_ -> Optional.<ModuleFile>empty(), Optional::of))
                        .map(file -> LiteralSecrets.sensitiveInputs(file.document()))
                        .orElse(Set.of()));
    }

    /**
     * A file of a module.
     *
     * @param folder of the file, relative to that of the stack
     * @param real where the file is; the folder, if it may have parts
     */
    public record ModuleFile(Document document, String folder, Path real) {}

    /**
     * Returns the file that a call names.
     *
     * @param source {@code ../modules/bucket}: a file, or a folder with {@code setpoint.yaml}; or a remote module
     * @param folder of the file in which the call is written, relative to that of the stack
     * @param caller the file in which the call is written
     */
    public Result<ModuleFile> find(String source, String folder, Source caller, Span place) {
        return SourceParser.parse(source, place).then(parsed -> switch (parsed) {
            case ModuleSource.Local(var path) -> located(path, place, () -> beside(path, folder, caller));
            case ModuleSource.LocalArchive archive ->
                located(source, place, () -> copied(archive(archive, folder, place), folder, caller, place));
            case ModuleSource.Remote remote ->
                located(source, place, () -> copied(Result.ok(remote), folder, caller, place));
        });
    }

    /** Returns the file of a remote module, which a file beside the stack names. */
    public Result<ModuleFile> find(ModuleSource.Remote source, Source caller, Span place) {
        return located(source.key(), place, () -> copied(Result.ok(source), "", caller, place));
    }

    /**
     * A place where a module may be.
     *
     * @param files in whose folder the path begins
     * @param folder the path, relative to the folder of the stack
     * @param shown the path as diagnostics show it
     */
    private record Location(SpecFiles files, String path, String folder, String shown) {}

    private interface Locating {
        Result<Location> location() throws IOException;
    }

    private Result<ModuleFile> located(String source, Span place, Locating locating) {
        try {
            return switch (locating.location()) {
                case Result.Failed<Location>(var problems) -> new Result.Failed<>(problems);
                case Result.Ok<Location>(var location, var _) -> read(location, place);
            };
        } catch (RefusedFileException e) {
            return Result.failed(
                    Diagnostic.error(e.code(), place, "The module `" + e.getFile() + "` " + e.predicate() + ".")
                            .hint(e.hint()));
        } catch (NoSuchFileException _) {
            return Result.failed(Diagnostic.error("SP0296", place, "There is no module at `" + source + "`.")
                    .hint("A module is a folder with a `" + SpecParts.MAIN
                            + "`, or a file, that begins with `module: name`."));
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0296", place, "The module `" + source + "` cannot be read: " + e.getMessage() + "."));
        }
    }

    private Result<Location> beside(String path, String folder, Source caller) throws IOException {
        var name = folder.isEmpty() ? path : folder + "/" + path;
        var shown = beside(caller, path);
        var here = files.below(folder);
        return Result.ok(
                here.isCopy() ? new Location(here, path, name, shown) : new Location(files, name, name, shown));
    }

    /** The archive that a path names, which only files of the repository may do. */
    private Result<ModuleSource.Remote> archive(ModuleSource.LocalArchive archive, String folder, Span place)
            throws IOException {
        if (files.below(folder).isCopy()) {
            return Result.failed(
                    Diagnostic.error("SP0254", place, "A remote module cannot call a module of a local archive.")
                            .hint("Publish the archive, or let the stack call the module."));
        }
        var file = files.file(folder.isEmpty() ? archive.path() : folder + "/" + archive.path());
        var inside = archive.folder().isEmpty() ? "" : "//" + archive.folder();
        var root = files.repository();
        var named = file.startsWith(root) ? "//" + root.relativize(file) : file.toString();
        return Result.ok(new ModuleSource.FileArchive(named + inside, file, archive.folder()));
    }

    private Result<Location> copied(Result<ModuleSource.Remote> source, String folder, Source caller, Span place)
            throws IOException {
        var base = files.folder().toRealPath();
        var here = base.resolve(folder).normalize();
        var nested = files.below(folder).isCopy();
        return source.then(remote -> remotes.copy(remote, nested, place).map(copy -> {
            var module = copy.resolve(remote.folder());
            return new Location(
                    files.below(base.relativize(copy).toString()),
                    remote.folder().isEmpty() ? "." : remote.folder(),
                    base.relativize(module).toString(),
                    beside(caller, here.relativize(module).toString()));
        }));
    }

    private Result<ModuleFile> read(Location location, Span place) throws IOException {
        try {
            return inside(location, place);
        } catch (RefusedFileException e) {
            var outside = outside(location);
            if (outside.isEmpty()) {
                throw e;
            }
            return inside(outside.get(), place);
        }
    }

    /**
     * Returns the place of a module outside the folder of a stack that belongs to no repository: one that was copied
     * with its modules, but without git. Only a file that begins as a module is read.
     */
    private Optional<Location> outside(Location location) throws IOException {
        if (!location.files().equals(files) || files.fixed() || files.hasRepository()) {
            return Optional.empty();
        }
        var target = files.folder().toRealPath().resolve(location.path()).normalize();
        var file = Files.isDirectory(target) ? target.resolve(SpecParts.MAIN) : target;
        if (!Files.isRegularFile(file) || Files.size(file) > MOST) {
            return Optional.empty();
        }
        return MODULE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .lookingAt()
                ? Optional.of(new Location(files.with(target), location.path(), location.folder(), location.shown()))
                : Optional.empty();
    }

    private Result<ModuleFile> inside(Location location, Span place) throws IOException {
        var found = location.files().find(location.path());
        var inFolder = Files.isDirectory(found);
        var file = location.files().file(inFolder ? location.path() + "/" + SpecParts.MAIN : location.path());
        // A file that is named itself is read without the parts beside it.
        var real = inFolder ? found : file;
        var known = read.get(real);
        if (known != null) {
            return known;
        }
        var shown = inFolder ? Path.of(location.shown()).resolve(SpecParts.MAIN).toString() : location.shown();
        var folder = inFolder ? location.folder() : parent(location.folder());
        var parsed = parse(file, shown, place)
                .then(main -> inFolder ? new SpecParts(location.files(), found).merged(main) : Result.ok(main))
                .map(document -> new ModuleFile(document, normal(folder), real));
        if (!open.add(real)) {
            // It calls itself, and is being read.
            return parsed;
        }
        var hidden = parsed.map(
                module -> new ModuleFile(hidden(module.document(), module.folder()), module.folder(), module.real()));
        open.remove(real);
        read.put(real, hidden);
        return hidden;
    }

    private Result<Document> parse(Path real, String shown, Span place) {
        try (var stream = files.open(real)) {
            var bytes = stream.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                return Result.failed(
                        Diagnostic.error("SP0296", place, "The module `" + shown + "` is larger than 1 MiB."));
            }
            return new Parser().parse(new Source(shown, new String(bytes, StandardCharsets.UTF_8)), FileKind.MODULE);
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0296", place, "The module `" + shown + "` cannot be read: " + e.getMessage() + "."));
        }
    }

    /** A path that a file names, seen from where the path of that file begins. */
    private static String beside(Source file, String path) {
        return Optional.ofNullable(Path.of(file.name()).getParent())
                .map(parent -> parent.resolve(path))
                .orElse(Path.of(path))
                .normalize()
                .toString();
    }

    private static String parent(String name) {
        return Optional.ofNullable(Path.of(name).getParent())
                .map(Path::toString)
                .orElse("");
    }

    private static String normal(String folder) {
        return Path.of(folder).normalize().toString();
    }

    /** The files of all modules that have been read, in the order of their places on disk. */
    public List<Source> sources() {
        return read.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> entry.getValue().fold(_ -> Optional.<ModuleFile>empty(), Optional::of).stream())
                .flatMap(file -> file.document().sources().stream())
                .toList();
    }
}
