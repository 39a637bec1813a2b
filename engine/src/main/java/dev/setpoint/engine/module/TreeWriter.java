package dev.setpoint.engine.module;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the files of a tree that somebody else has made into an empty folder. Checks every path, bounds sizes, and
 * makes links last, so that nothing is ever written through one.
 */
public final class TreeWriter {

    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final TreeLimits limits;
    private final TreePaths paths;
    private final Map<String, String> links = new LinkedHashMap<>();
    private long bytes;

    /** @param root an empty folder, as a real path */
    public TreeWriter(Path root, TreeLimits limits) {
        this.root = root;
        this.limits = limits;
        this.paths = new TreePaths(limits);
    }

    /** Notes a folder. An empty one is not made, because git has none. */
    public void folder(String path) throws IOException {
        paths.folder(path);
    }

    /**
     * Writes a file.
     *
     * @param content read to its end, or until a limit is passed
     */
    public void file(String path, boolean executable, InputStream content) throws IOException {
        paths.file(path);
        var file = root.resolve(path);
        Files.createDirectories(parent(file));
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(content, out);
        }
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private void copy(InputStream content, OutputStream out) throws IOException {
        var buffer = new byte[BUFFER];
        for (int read; (read = content.read(buffer)) >= 0; ) {
            count(read);
            out.write(buffer, 0, read);
        }
    }

    /** Counts bytes of content. */
    private void count(long more) throws TreeRefusedException {
        bytes += more;
        if (bytes > limits.bytes()) {
            throw new TreeRefusedException("it is larger than " + limits.size());
        }
    }

    /** Bytes that have been written. */
    public long bytes() {
        return bytes;
    }

    /** Notes a symbolic link, which {@link #finish} makes. */
    public void link(String path, String target) throws IOException {
        paths.file(path);
        count(target.getBytes(StandardCharsets.UTF_8).length);
        links.put(path, target);
    }

    /** Makes the links. Refuses one that leads out of the tree, and one that leads to nothing. */
    public void finish() throws IOException {
        for (var link : links.entrySet()) {
            requireInside(link.getKey(), link.getValue());
            var file = root.resolve(link.getKey());
            Files.createDirectories(parent(file));
            Files.createSymbolicLink(file, Path.of(link.getValue()));
        }
        for (var link : links.keySet()) {
            requireEnd(link);
        }
    }

    /** Refuses a target that names a place outside, before the link exists. */
    private void requireInside(String path, String target) throws TreeRefusedException {
        var unsafe = target.isEmpty()
                || target.startsWith("/")
                || target.codePoints().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == ':' || c == 0xFFFD);
        if (unsafe || !parent(root.resolve(path)).resolve(target).normalize().startsWith(root)) {
            throw leadsOut(path);
        }
    }

    /** Refuses a link that leads out through other links. */
    private void requireEnd(String path) throws IOException {
        Path end;
        try {
            end = root.resolve(path).toRealPath();
        } catch (IOException e) {
            throw TreePaths.refused(path, "a link that leads to nothing");
        }
        if (!end.startsWith(root)) {
            throw leadsOut(path);
        }
    }

    private static TreeRefusedException leadsOut(String path) {
        return TreePaths.refused(path, "a link that leads out of it");
    }

    private static Path parent(Path file) {
        return Optional.ofNullable(file.getParent()).orElseThrow();
    }
}
