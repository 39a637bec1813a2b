package dev.setpoint.engine.module;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the files of a module's copy, to compare them with their digest. Follows no link. */
public final class TreeReader {

    private static final int BUFFER = 1 << 16;

    private TreeReader() {}

    /**
     * Returns the files of a folder by their paths, with {@code /}.
     *
     * @throws TreeRefusedException when it holds more than a copy may, or something that is no file
     */
    public static SortedMap<String, TreeFile> files(Path root, TreeLimits limits) throws IOException {
        var visit = new Visit(root, limits);
        Files.walkFileTree(root, visit);
        return Collections.unmodifiableSortedMap(visit.files);
    }

    private static final class Visit extends SimpleFileVisitor<Path> {

        private final TreeMap<String, TreeFile> files = new TreeMap<>();
        private final Path root;
        private final TreeLimits limits;
        private long bytes;
        private int entries;

        Visit(Path root, TreeLimits limits) {
            this.root = root;
            this.limits = limits;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            count();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            count();
            files.put(path(file), read(file, attributes));
            return FileVisitResult.CONTINUE;
        }

        private TreeFile read(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isSymbolicLink()) {
                var digest = TreeDigest.sha256();
                digest.update(Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8));
                return new TreeFile(TreeFile.Kind.LINK, TreeDigest.hex(digest));
            }
            if (!attributes.isRegularFile()) {
                throw TreePaths.refused(path(file), "which is no regular file");
            }
            return new TreeFile(isExecutable(file) ? TreeFile.Kind.EXECUTABLE : TreeFile.Kind.FILE, content(file));
        }

        /** Asks for the permission itself: a file system may be mounted without execution. */
        private static boolean isExecutable(Path file) throws IOException {
            return Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS) != null
                    && Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                            .contains(PosixFilePermission.OWNER_EXECUTE);
        }

        private String content(Path file) throws IOException {
            var digest = TreeDigest.sha256();
            var buffer = new byte[BUFFER];
            try (var in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                for (int read; (read = in.read(buffer)) >= 0; ) {
                    bytes += read;
                    if (bytes > limits.bytes()) {
                        throw new TreeRefusedException("it is larger than " + limits.size());
                    }
                    digest.update(buffer, 0, read);
                }
            }
            return TreeDigest.hex(digest);
        }

        private void count() throws TreeRefusedException {
            // The root itself is no entry.
            if (++entries > limits.entries() + 1) {
                throw new TreeRefusedException("it has more than " + limits.entries() + " files and folders");
            }
        }

        private String path(Path file) {
            return StreamSupport.stream(root.relativize(file).spliterator(), false)
                    .map(Path::toString)
                    .collect(Collectors.joining("/"));
        }
    }
}
