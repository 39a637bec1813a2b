package dev.setpoint.engine.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The file at a path, with all symbolic links resolved.
 *
 * @param path path of the file itself; for an open descriptor, such as {@code /dev/stdout}, its name under {@code
 *     /proc}
 */
public record LinkTarget(Path path, Kind kind) {

    /** Limit of links to follow, as in Linux. A longer chain counts as a loop. */
    private static final int MOST_LINKS = 40;

    /** Kinds of files, by how they can be written. */
    public enum Kind {
        /** No such file exists yet. */
        MISSING,
        /** A file that can be replaced by another one. */
        REGULAR,
        FOLDER,
        /** A pipe, a device or an open descriptor: it can only be written into. */
        STREAM
    }

    /** @throws FileSystemException when the links form a loop */
    public static LinkTarget of(Path file) throws IOException {
        var here = file.toAbsolutePath();
        for (var left = MOST_LINKS; Files.isSymbolicLink(here); left--) {
            if (left == 0) {
                throw new FileSystemException(file.toString(), null, "its symbolic links form a loop");
            }
            if (isDescriptor(here)) {
                return new LinkTarget(folderOf(here).toRealPath().resolve(here.getFileName()), Kind.STREAM);
            }
            here = folderOf(here).toRealPath().resolve(Files.readSymbolicLink(here));
        }
        return new LinkTarget(here, kind(here));
    }

    private static Kind kind(Path file) throws IOException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Kind.REGULAR : attributes.isDirectory() ? Kind.FOLDER : Kind.STREAM;
        } catch (NoSuchFileException e) {
            return Kind.MISSING;
        }
    }

    /**
     * Tells whether a link is an open descriptor. Such a link may lead to a pipe, which has no path, or to a file
     * that another process is writing.
     */
    private static boolean isDescriptor(Path link) throws IOException {
        return folderOf(link).toRealPath().toString().matches("/proc/\\d+(/task/\\d+)?/fd");
    }

    /** Tells whether it is an open descriptor. */
    public boolean isDescriptor() {
        return kind == Kind.STREAM && path.startsWith("/proc");
    }

    /** Tells whether it is a descriptor of this process: 1 is stdout. */
    public boolean isDescriptor(int number) {
        return path.equals(
                Path.of("/proc", String.valueOf(ProcessHandle.current().pid()), "fd", "" + number));
    }

    /** @throws FileSystemException when it is neither a regular file nor a missing one */
    public void requireFile() throws IOException {
        switch (kind) {
            case MISSING, REGULAR -> {}
            case FOLDER -> throw new FileSystemException(path.toString(), null, "it is a folder");
            case STREAM -> throw new FileSystemException(path.toString(), null, "it is not a regular file");
        }
    }

    /**
     * Refuses a path with a broken link, because its target may only be unavailable, such as a volume that is not
     * mounted.
     */
    public static void requireNoDeadLink(Path file) throws IOException {
        for (var here = Optional.ofNullable(file.toAbsolutePath());
                here.isPresent();
                here = here.map(Path::getParent)) {
            if (Files.isSymbolicLink(here.get()) && !Files.exists(here.get())) {
                throw new FileSystemException(
                        file.toString(),
                        null,
                        "`" + here.get() + "` is a link to `" + Files.readSymbolicLink(here.get())
                                + "`, which does not exist");
            }
        }
    }

    /** Returns the real path of a file in an existing folder, whichever links lead there. */
    public static Path real(Path file) throws IOException {
        var path = of(file).path();
        return folderOf(path).toRealPath().resolve(path.getFileName());
    }

    static Path folderOf(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
    }
}
