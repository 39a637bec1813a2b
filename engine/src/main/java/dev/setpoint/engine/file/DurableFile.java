package dev.setpoint.engine.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Writes files that are complete after a crash. A symbolic link is kept, and its target is written. A new file gets
 * mode 0600; a replaced file keeps its owner and permissions.
 */
public final class DurableFile {

    private DurableFile() {}

    /** Writes the content of a file. */
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Replaces the content of a file. After a crash, the file has either all of the old or all of the new content.
     * Use it for files that only one process writes.
     */
    public static void replace(Path file, byte[] bytes) throws IOException {
        replace(file, out -> out.write(bytes));
    }

    /** Replaces the content of a file like {@link #replace(Path, byte[])}. */
    public static void replace(Path file, Content content) throws IOException {
        var target = LinkTarget.of(file);
        target.requireFile();
        var fresh = target.path().resolveSibling(target.path().getFileName() + ".new");
        Files.deleteIfExists(fresh);
        put(target, fresh, create(fresh), content);
    }

    /**
     * Replaces the content of a file that other processes may write too; the last writer wins. A file that cannot be
     * replaced, because its folder is read-only or it is a mount point, is overwritten in place.
     */
    public static void publish(Path file, byte[] bytes) throws IOException {
        var target = LinkTarget.of(file);
        target.requireFile();
        var folder = folderOf(target.path());
        if (target.kind() == LinkTarget.Kind.REGULAR && !Files.isWritable(folder)) {
            overwrite(target.path(), bytes);
            return;
        }
        // A temporary file has mode 0600 from the start.
        var fresh = Files.createTempFile(folder, ".setpoint-", ".new");
        try {
            put(target, fresh, FileChannel.open(fresh, StandardOpenOption.WRITE), out -> out.write(bytes));
        } catch (PlaceException e) {
            if (target.kind() != LinkTarget.Kind.REGULAR) {
                throw e;
            }
            overwrite(target.path(), bytes);
        }
    }

    /** Writes the bytes into an existing file, pipe or device. */
    public static void overwrite(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Thrown when a new file cannot replace the old one. */
    private static final class PlaceException extends FileSystemException {

        private static final long serialVersionUID = 1;

        PlaceException(Path file, FileSystemException cause) {
            super(file.toString(), null, cause.getReason());
            initCause(cause);
        }
    }

    private static void put(LinkTarget target, Path fresh, FileChannel opened, Content content) throws IOException {
        try {
            try (var channel = opened;
                    var out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                content.write(out);
                out.flush();
                if (target.kind() == LinkTarget.Kind.REGULAR) {
                    OwnerOnly.keep(target.path(), fresh);
                }
                channel.force(true);
            }
            move(fresh, target.path());
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        syncFolder(folderOf(target.path()));
    }

    private static void move(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            throw new PlaceException(file, e);
        }
    }

    /**
     * Reads a file, following symbolic links.
     *
     * @throws NoSuchFileException when there is none
     * @throws FileSystemException when a link is broken or its target is no file
     * @throws TooLargeException when it has more than {@link LimitedReader#MAX_BYTES} bytes
     */
    public static byte[] read(Path file) throws IOException {
        var target = LinkTarget.of(file);
        target.requireFile();
        if (target.kind() == LinkTarget.Kind.MISSING) {
            LinkTarget.requireNoDeadLink(file);
        }
        try (var stream = Files.newInputStream(target.path())) {
            return LimitedReader.read(stream, file.toString(), LimitedReader.MAX_BYTES);
        }
    }

    /** Deletes a file. When the path is a link, its target is emptied instead. */
    public static void clear(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            try (var channel = open(file)) {
                channel.truncate(0);
                channel.force(true);
            }
        } else {
            Files.deleteIfExists(file);
        }
    }

    /** Creates an empty file with mode 0600 and opens it for writing. */
    public static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.ofFile(file));
    }

    /** Opens a file for writing. A missing file is created with mode 0600. */
    public static FileChannel open(Path file) throws IOException {
        return FileChannel.open(OwnerOnly.file(file), StandardOpenOption.WRITE);
    }

    public static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes the names in a folder durable, where the system supports it. */
    public static void syncFolder(Path folder) throws IOException {
        if (!OwnerOnly.isPosix(folder)) {
            return;
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    public static Path folderOf(Path file) {
        return LinkTarget.folderOf(file);
    }

    /** Returns the cause of a failure, as the end of a sentence: {@code no space is left on the device}. */
    public static String reason(Exception problem) {
        return switch (problem) {
            case AccessDeniedException _ -> "permission is denied";
            case FileAlreadyExistsException e -> "`" + e.getFile() + "` exists and is not a folder";
            case ReadOnlyFileSystemException _ -> "the file system is read-only";
            case RefusedFileException e -> "it " + e.predicate();
            case FileSystemException e when e.getReason() != null -> lower(e.getReason());
            case NoSuchFileException e -> "there is no `" + e.getFile() + "`";
            default ->
                lower(Optional.ofNullable(problem.getMessage())
                        .orElse(problem.getClass().getSimpleName()));
        };
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
