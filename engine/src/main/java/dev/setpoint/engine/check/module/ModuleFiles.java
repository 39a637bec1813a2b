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
import dev.setpoint.engine.file.RefusedFileException;
import dev.setpoint.engine.file.SpecFiles;
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

/** The files of modules, each read and parsed once for a command. */
public final class ModuleFiles {

    /** Bytes of a file. */
    private static final int MOST = 1 << 20;

    private final SpecFiles files;
    private final SchemaCatalog catalog;
    private final Map<Path, Result<ModuleFile>> read = new HashMap<>();
    private final Set<Path> open = new HashSet<>();

    /** @param catalog tells which properties are sensitive */
    public ModuleFiles(SpecFiles files, SchemaCatalog catalog) {
        this.files = files;
        this.catalog = catalog;
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
                        .filter(source -> source.text().matches("\\.\\.?/.*"))
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
     * @param source {@code ../modules/bucket}: a file, or a folder with {@code setpoint.yaml}
     * @param folder of the file in which the call is written, relative to that of the stack
     * @param caller the file in which the call is written
     */
    Result<ModuleFile> find(String source, String folder, Source caller, Span place) {
        var name = folder.isEmpty() ? source : folder + "/" + source;
        try {
            var found = files.find(name);
            var inFolder = Files.isDirectory(found);
            var file = inFolder ? files.file(name + "/" + SpecParts.MAIN) : files.file(name);
            // A file that is named itself is read without the parts beside it.
            var real = inFolder ? found : file;
            var known = read.get(real);
            if (known != null) {
                return known;
            }
            var parsed = parse(file, shown(source, caller, inFolder), place)
                    .then(main -> inFolder ? new SpecParts(files, found).merged(main) : Result.ok(main))
                    .map(document -> new ModuleFile(document, normal(inFolder ? name : parent(name)), real));
            if (!open.add(real)) {
                // It calls itself, and is being read.
                return parsed;
            }
            var hidden = parsed.map(
                    module -> new ModuleFile(hidden(module.document(), module.folder()), module.folder(), real));
            open.remove(real);
            read.put(real, hidden);
            return hidden;
        } catch (RefusedFileException e) {
            return Result.failed(
                    Diagnostic.error("SP0244", place, "The module `" + e.getFile() + "` " + e.predicate() + ".")
                            .hint(e.hint()));
        } catch (NoSuchFileException _) {
            return Result.failed(Diagnostic.error("SP0296", place, "There is no module at `" + source + "`.")
                    .hint("A local module is a folder with a `" + SpecParts.MAIN
                            + "`, or a file, that begins with `module: name`."));
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0296", place, "The module `" + source + "` cannot be read: " + e.getMessage() + "."));
        }
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

    /** The path of the module's file, seen from where the caller's path begins. */
    private static String shown(String source, Source caller, boolean inFolder) {
        var beside = Optional.ofNullable(Path.of(caller.name()).getParent())
                .map(parent -> parent.resolve(source))
                .orElse(Path.of(source));
        return (inFolder ? beside.resolve(SpecParts.MAIN) : beside).normalize().toString();
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
