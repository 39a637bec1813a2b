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
 * Files that are whole after a crash. A symbolic link stays: what it leads to is written. A new file is its owner's
 * alone, and one that is replaced keeps its owner and permissions.
 */
public final class DurableFile {

    private DurableFile() {}

    /** Writes the content of a file. */
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Puts the bytes in the place of the file: after a crash it holds all of the old or all of the new. For a file that
     * one process alone writes.
     */
    public static void replace(Path file, byte[] bytes) throws IOException {
        replace(file, out -> out.write(bytes));
    }

    /** Puts the content in the place of the file, as {@link #replace(Path, byte[])}. */
    public static void replace(Path file, Content content) throws IOException {
        var target = LinkTarget.of(file);
        target.requireFile();
        var fresh = target.path().resolveSibling(target.path().getFileName() + ".new");
        Files.deleteIfExists(fresh);
        put(target, fresh, create(fresh), content);
    }

    /**
     * Puts the bytes in the place of a file that other processes may be writing too: the last one wins. A file that
     * cannot be replaced, because its folder is read-only or it is a mount point, is written over.
     */
    public static void publish(Path file, byte[] bytes) throws IOException {
        var target = LinkTarget.of(file);
        target.requireFile();
        var folder = folderOf(target.path());
        if (target.kind() == LinkTarget.Kind.REGULAR && !Files.isWritable(folder)) {
            overwrite(target.path(), bytes);
            return;
        }
        // A temporary file is its owner's alone from the start.
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

    /** Writes the bytes into what is there, such as a pipe or a device. */
    public static void overwrite(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** A whole new file cannot take the place of the old one. */
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
     * The content of a file, whatever links lead to it.
     *
     * @throws NoSuchFileException when there is none
     * @throws FileSystemException when a link leads nowhere, or to something that is not a file
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

    /** Removes the content of a file, and the file unless a link leads to it. */
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

    /** A new, empty file of mode 0600, open for writing. */
    public static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.ofFile(file));
    }

    /** The file, open for writing; made with mode 0600 where it is missing. */
    public static FileChannel open(Path file) throws IOException {
        return FileChannel.open(OwnerOnly.file(file), StandardOpenOption.WRITE);
    }

    public static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes names in the folder durable, where the system has a way to. */
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

    /** What went wrong, as the end of a sentence: {@code no space is left on the device}. */
    public static String reason(Exception problem) {
        return switch (problem) {
            case AccessDeniedException _ -> "permission is denied";
            case FileAlreadyExistsException e -> "`" + e.getFile() + "` is there and is not a folder";
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
