package dev.setpoint.engine.module.fetch;

import dev.setpoint.engine.module.TreeLimits;
import dev.setpoint.engine.module.TreeRefusedException;
import dev.setpoint.engine.module.TreeWriter;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Writes the files of an archive, whose content is untrusted. */
final class ArchiveReader {

    private static final int EXECUTABLE = 0b001_000_000;
    private static final int LONGEST_TARGET = 4_096;

    private final Path archive;
    private final TreeLimits limits;

    /** Bytes that the archive's content may have. */
    private final long most;

    ArchiveReader(Path archive, TreeLimits limits) throws IOException {
        this.archive = archive;
        this.limits = limits;
        this.most = Math.min(limits.bytes(), Math.max(TreeLimits.SMALL, Files.size(archive) * limits.ratio()));
    }

    /**
     * Writes all files.
     *
     * @param zip false for a compressed tar file
     */
    void write(boolean zip, TreeWriter tree) throws IOException {
        try {
            if (zip) {
                zip(tree);
            } else {
                tar(tree);
            }
        } catch (TreeRefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            // The library checks archives, and still has faults with some that are damaged on purpose.
            throw damaged();
        } catch (IOException e) {
            // Other faults of the archive have no type of their own; those of the disk have.
            throw e instanceof FileSystemException ? e : damaged();
        }
    }

    private static TreeRefusedException damaged() {
        return new TreeRefusedException("it is damaged, or no archive");
    }

    private void tar(TreeWriter tree) throws IOException {
        try (var file = new BufferedInputStream(Files.newInputStream(archive));
                var content = new Bounded(GzipCompressorInputStream.builder()
                        .setInputStream(file)
                        .setDecompressConcatenated(true)
                        .get());
                var entries = new TarArchiveInputStream(content, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry; (entry = entries.getNextEntry()) != null; ) {
                var path = plain(entry.getName());
                if (entry.isSymbolicLink()) {
                    tree.link(path, entry.getLinkName());
                } else if (entry.isDirectory()) {
                    folder(path, tree);
                } else if (entry.isFile() && !entry.isLink() && !entry.isSparse() && isRegular(entry)) {
                    tree.file(path, (entry.getMode() & EXECUTABLE) != 0, entries);
                } else {
                    throw new TreeRefusedException("it has `" + path + "`, which is neither a file nor a folder");
                }
            }
        }
    }

    private static boolean isRegular(TarArchiveEntry entry) {
        return !entry.isBlockDevice() && !entry.isCharacterDevice() && !entry.isFIFO();
    }

    private void zip(TreeWriter tree) throws IOException {
        try (var zip = ZipFile.builder().setPath(archive).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                write(zip, entry, tree);
            }
        }
    }

    private void write(ZipFile zip, ZipArchiveEntry entry, TreeWriter tree) throws IOException {
        var path = plain(entry.getName());
        if (entry.getGeneralPurposeBit().usesEncryption() || !zip.canReadEntryData(entry)) {
            throw new TreeRefusedException("it has `" + path + "`, which is encrypted or packed in an unusual way");
        }
        if (entry.isDirectory()) {
            folder(path, tree);
            return;
        }
        try (var content = new Bounded(zip.getInputStream(entry), tree.bytes())) {
            if (entry.isUnixSymlink()) {
                tree.link(path, new String(content.readNBytes(LONGEST_TARGET), StandardCharsets.UTF_8));
            } else if (isOther(entry)) {
                throw new TreeRefusedException("it has `" + path + "`, which is neither a file nor a folder");
            } else {
                tree.file(path, (entry.getUnixMode() & EXECUTABLE) != 0, content);
            }
        }
    }

    /** A device or a pipe. Archives of other systems have no mode. */
    private static boolean isOther(ZipArchiveEntry entry) {
        var kind = entry.getUnixMode() >> 12;
        return kind != 0 && kind != 8;
    }

    /** An archive of a folder's content names the folder itself. */
    private static void folder(String path, TreeWriter tree) throws IOException {
        var name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (!name.isEmpty() && !name.equals(".")) {
            tree.folder(name);
        }
    }

    private static String plain(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    /** Ends with an error when an archive unpacks to far more than it is. */
    private final class Bounded extends FilterInputStream {

        private long read;

        Bounded(InputStream in) {
            this(in, 0);
        }

        /** @param before bytes that other entries have given */
        Bounded(InputStream in, long before) {
            super(in);
            this.read = before;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var count = super.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int more) throws TreeRefusedException {
            read += more;
            if (read > most) {
                throw new TreeRefusedException(
                        most < limits.bytes()
                                ? "it unpacks to more than " + limits.ratio() + " times its size"
                                : "it is larger than " + limits.size());
            }
        }
    }
}
