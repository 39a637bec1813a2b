package dev.setpoint.engine.module.fetch;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.module.ModuleSource;
import dev.setpoint.engine.module.SourceAccess;
import dev.setpoint.engine.module.TreeRefusedException;
import dev.setpoint.engine.module.TreeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Fetches the files of remote modules. */
final class Fetcher {

    private final FetchSettings settings;
    private final SourceAccess access;

    Fetcher(FetchSettings settings, SourceAccess access) {
        this.settings = settings;
        this.access = access;
    }

    /**
     * Writes the files of a source.
     *
     * @param work an empty folder for temporary files
     * @param tree an empty folder for the module's files
     * @param place of the source
     * @return the commit, of a git repository
     * @throws TreeRefusedException when the content is refused
     */
    Optional<String> fetch(ModuleSource.Remote source, Path work, Path tree, Span place) throws IOException {
        var writer = new TreeWriter(tree, settings.limits());
        var commit = switch (source) {
            case ModuleSource.Git git -> Optional.of(git(git, work, writer, place));
            case ModuleSource.WebArchive archive -> {
                web(archive, work, writer);
                yield Optional.<String>empty();
            }
            case ModuleSource.FileArchive archive -> {
                archive(archive.file(), archive.file().toString(), writer);
                yield Optional.<String>empty();
            }
        };
        writer.finish();
        return commit;
    }

    private String git(ModuleSource.Git source, Path work, TreeWriter tree, Span place) throws IOException {
        var command =
                new GitCommand(work, source.url().getScheme(), !access.allowed().restrictsModuleHosts(), settings);
        return new GitFetch(command, source, settings.limits()).fetch(tree, place);
    }

    private void web(ModuleSource.WebArchive source, Path work, TreeWriter tree) throws IOException {
        var file = work.resolve("archive");
        new WebDownload(settings, access.allowed()::moduleHost).fetch(source.url(), file);
        var sha256 = sha256(file);
        if (!sha256.equals(source.sha256())) {
            throw new FetchException(Diagnostic.error(
                            "SP0253", "The archive at `" + source.url() + "` has the SHA-256 `" + sha256 + "`.")
                    .hint("If that is the archive you mean, write it after `?sha256=`."));
        }
        archive(file, source.url().getPath(), tree);
    }

    private void archive(Path file, String name, TreeWriter tree) throws IOException {
        new ArchiveReader(file, settings.limits()).write(name.endsWith(".zip"), tree);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var digest =
                        new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(digest);
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
