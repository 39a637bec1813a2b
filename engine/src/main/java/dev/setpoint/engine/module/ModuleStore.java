package dev.setpoint.engine.module;

import dev.setpoint.engine.check.grammar.SpecPositions;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.FileKind;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.validation.SchemaRules;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lock file of a repository and the copies of remote modules, which are folders named by their digests below {@code
 * .setpoint/modules}.
 *
 * @param root the folder of the lock file, as a real path
 */
public record ModuleStore(Path root, TreeLimits limits) {

    /** Returns the store of the repository that the files belong to. */
    public static ModuleStore of(SpecFiles files) throws IOException {
        return new ModuleStore(files.repository(), TreeLimits.DEFAULT);
    }

    /** Returns the folder of the copies, whether it exists or not. */
    public Path copies() {
        return root.resolve(SpecFiles.COPIES);
    }

    /** Returns the folder of a copy, whether it exists or not. */
    public Path copy(TreeDigest digest) {
        return copies().resolve(digest.hex());
    }

    /** Tells whether the copy exists. */
    public boolean has(TreeDigest digest) {
        return Files.isDirectory(copy(digest), LinkOption.NOFOLLOW_LINKS);
    }

    /** Tells whether the copy has the content that its name says. */
    public boolean isIntact(TreeDigest digest) throws IOException {
        try {
            return TreeDigest.of(TreeReader.files(copy(digest), limits)).equals(digest);
        } catch (TreeRefusedException e) {
            return false;
        }
    }

    /** Refuses copies behind a link, which may lead out of the repository. */
    public void requireOwn() throws IOException {
        for (var here = copies(); here.startsWith(root) && !here.equals(root); here = DurableFile.folderOf(here)) {
            if (Files.isSymbolicLink(here)) {
                throw new IOException("`" + root.relativize(here) + "` is a link");
            }
        }
    }

    /** Reads the lock file. It is empty when there is none. */
    public Result<ModuleLock> lock() {
        var file = root.resolve(ModuleLock.FILE);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Result.ok(ModuleLock.EMPTY);
        }
        if (Files.isSymbolicLink(file)) {
            return Result.failed(Diagnostic.error("SP0258", "`" + ModuleLock.FILE + "` is a link.")
                    .hint("Make it a regular file of the repository."));
        }
        return SourceFile.read(file, ModuleLock.FILE)
                .then(source -> new Parser().parse(source, FileKind.LOCK))
                .then(ModuleStore::checked);
    }

    private static Result<ModuleLock> checked(Document document) {
        var root = document.root();
        var content = root.toValue() instanceof Value.Map map ? map : Value.Map.EMPTY;
        var problems =
                SchemaRules.of(SchemaFiles.bundled(), "lock.schema.json", "the lock file").findings(content).stream()
                        .map(finding -> Diagnostic.error("SP0258", finding.message())
                                .at(Optional.of(SpecPositions.at(root, root.span(), finding.path(), finding.onName()))))
                        .toList();
        return Result.of(problems.isEmpty() ? read(content) : ModuleLock.EMPTY, problems);
    }

    private static ModuleLock read(Value.Map content) {
        var modules = new TreeMap<String, ModuleLock.Entry>();
        content.map("modules").entries().forEach((key, value) -> {
            if (value instanceof Value.Map entry) {
                modules.put(
                        key,
                        new ModuleLock.Entry(
                                entry.string("commit"),
                                TreeDigest.parse(entry.string("digest").orElse(""))));
            }
        });
        return new ModuleLock(modules);
    }

    /** Writes the lock file. After a crash it has either the old or the new content. */
    public void write(ModuleLock lock) throws IOException {
        var file = root.resolve(ModuleLock.FILE);
        if (Files.isSymbolicLink(file)) {
            throw new IOException("it is a link");
        }
        DurableFile.publish(file, lock.text().getBytes(StandardCharsets.UTF_8));
    }
}
