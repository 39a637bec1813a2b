package dev.setpoint.engine.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Creates files and folders that only their owner can read. Without POSIX permissions, the system's defaults apply. */
public final class OwnerOnly {

    private static final FileAttribute<?>[] NONE = {};

    private OwnerOnly() {}

    /** Creates a folder and its missing parents. */
    public static void folders(Path folder) throws IOException {
        LinkTarget.requireNoDeadLink(folder);
        Files.createDirectories(folder, attributes(folder, "rwx------"));
    }

    /** Creates an empty file unless it exists. Returns the path with all links resolved. */
    public static Path file(Path file) throws IOException {
        var target = LinkTarget.of(file);
        target.requireFile();
        if (target.kind() == LinkTarget.Kind.MISSING) {
            try {
                Files.createFile(target.path(), attributes(file, "rw-------"));
            } catch (FileAlreadyExistsException e) {
                // Another process created it first, in the same way.
                return target.path();
            }
        }
        return target.path();
    }

    static FileAttribute<?>[] ofFile(Path file) {
        return attributes(file, "rw-------");
    }

    /** Copies owner, group and permissions of a file to its replacement, as far as this user may. */
    static void keep(Path old, Path fresh) throws IOException {
        if (!isPosix(old)) {
            return;
        }
        var was = Files.getFileAttributeView(old, PosixFileAttributeView.class).readAttributes();
        var view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        var now = view.readAttributes();
        try {
            if (!now.owner().equals(was.owner())) {
                view.setOwner(was.owner());
            }
            if (!now.group().equals(was.group())) {
                view.setGroup(was.group());
            }
            view.setPermissions(was.permissions());
        } catch (IOException e) {
            // Only root may change the owner. The permissions were meant for another owner or group, so the new file
            // stays at mode 0600.
            return;
        }
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : NONE;
    }
}
