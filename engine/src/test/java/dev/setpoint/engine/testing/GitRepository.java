package dev.setpoint.engine.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A git repository in a folder, without the configuration of this machine. */
public final class GitRepository {

    private final Path folder;

    private GitRepository(Path folder) {
        this.folder = folder;
    }

    /** Makes an empty repository. */
    public static GitRepository in(Path folder) throws IOException {
        var repository = new GitRepository(Files.createDirectories(folder));
        repository.git("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    public Path folder() {
        return folder;
    }

    /** The source of a module at this tag or commit. */
    public String source(String folderInside, String ref) {
        return "git::file://" + folder + "//" + folderInside + "?ref=" + ref;
    }

    public GitRepository write(String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.writeString(file, content);
        return this;
    }

    /** Commits all files. Returns the commit. */
    public String commit() throws IOException {
        git("add", "--all");
        return commitIndex();
    }

    /** Commits what is staged. Returns the commit. */
    public String commitIndex() throws IOException {
        git("commit", "--quiet", "--allow-empty", "--message=Change");
        return git("rev-parse", "HEAD");
    }

    /** Commits all files, and makes a tag of it or moves it there. Returns the commit. */
    public String tag(String name) throws IOException {
        var commit = commit();
        git("tag", "--force", name);
        return commit;
    }

    /** Runs git. Returns its output without the last line break. */
    public String git(String... arguments) throws IOException {
        var words = new ArrayList<>(List.of("git", "-c", "user.name=Test", "-c", "user.email=test@example.org"));
        words.addAll(List.of("-c", "protocol.file.allow=always", "-c", "core.protectHFS=false"));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z");
        builder.environment().put("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z");
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("git " + String.join(" ", arguments) + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output.strip();
    }
}
