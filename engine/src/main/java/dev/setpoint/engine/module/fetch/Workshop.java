package dev.setpoint.engine.module.fetch;

import dev.setpoint.engine.module.ModuleStore;
import dev.setpoint.engine.module.TreeDigest;
import dev.setpoint.engine.module.TreeReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Temporary folder beside the copies, in which one module is fetched. The finished copy gets its name by one atomic
 * rename, so that no other process ever sees half of it.
 */
final class Workshop implements AutoCloseable {

    private static final String PREFIX = ".fetch-";
    private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(?<pid>[0-9]{1,18})-.*");

    private final ModuleStore store;
    private final Path folder;

    private Workshop(ModuleStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    static Workshop in(ModuleStore store) throws IOException {
        Files.createDirectories(store.copies());
        store.requireOwn();
        ignore(store.copies());
        removeLeftovers(store.copies());
        var folder = Files.createTempDirectory(
                store.copies(), PREFIX + ProcessHandle.current().pid() + "-");
        Files.createDirectory(folder.resolve("work"));
        Files.createDirectory(folder.resolve("tree"));
        return new Workshop(store, folder);
    }

    /** Keeps the copies out of git. */
    private static void ignore(Path copies) throws IOException {
        var file = copies.resolve(".gitignore");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.writeString(file, "*\n", StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                // Another process has just written it.
                return;
            }
        }
    }

    /** Removes the folders of processes that were killed. */
    private static void removeLeftovers(Path copies) throws IOException {
        try (var all = Files.newDirectoryStream(copies, PREFIX + "*")) {
            for (var path : all) {
                var name = NAME.matcher(String.valueOf(path.getFileName()));
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group("pid"))).isEmpty()) {
                    remove(path);
                }
            }
        }
    }

    /** Folder for what is needed to fetch the module. */
    Path work() {
        return folder.resolve("work");
    }

    /** Folder for the module's files. */
    Path tree() {
        return folder.resolve("tree");
    }

    /** Makes the tree the copy of its digest. An intact copy that is there already stays. */
    TreeDigest publish() throws IOException {
        var digest = TreeDigest.of(TreeReader.files(tree(), store.limits()));
        var copy = store.copy(digest);
        if (Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
            if (store.has(digest) && store.isIntact(digest)) {
                return digest;
            }
            Files.move(copy, folder.resolve("changed"), StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(tree(), copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process may have made the same copy meanwhile.
            if (!store.has(digest) || !store.isIntact(digest)) {
                throw e;
            }
        }
        return digest;
    }

    @Override
    public void close() throws IOException {
        remove(folder);
    }

    /** Removes a folder with all in it. Follows no link. */
    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
