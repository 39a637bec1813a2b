package dev.setpoint.engine.module.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.module.TreeDigest;
import dev.setpoint.engine.module.TreeFile;
import dev.setpoint.engine.module.TreeLimits;
import dev.setpoint.engine.module.TreeReader;
import dev.setpoint.engine.module.TreeRefusedException;
import dev.setpoint.engine.module.TreeWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives as somebody hostile makes them. Each must be refused, and nothing may be written outside the folder. */
final class ArchiveReaderTest {

    private static final int LINK = 0120777;
    private static final TreeLimits LIMITS = new TreeLimits(10_000_000, 50, 5, 100);

    @TempDir
    private Path temporary;

    private Path tree;
    private Path archive;

    @BeforeEach
    void folders() throws IOException {
        tree = Files.createDirectories(temporary.toRealPath().resolve("here/tree"));
        archive = temporary.resolve("archive");
    }

    private interface Tar {
        void write(TarArchiveOutputStream out) throws IOException;
    }

    private interface Zip {
        void write(ZipArchiveOutputStream out) throws IOException;
    }

    private void tar(Tar content) throws IOException {
        try (var out = new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(archive)))) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            content.write(out);
        }
        read(false);
    }

    private void zip(Zip content) throws IOException {
        try (var out = new ZipArchiveOutputStream(Files.newOutputStream(archive))) {
            content.write(out);
        }
        read(true);
    }

    private void read(boolean zip) throws IOException {
        var writer = new TreeWriter(tree, LIMITS);
        new ArchiveReader(archive, LIMITS).write(zip, writer);
        writer.finish();
    }

    private static void file(TarArchiveOutputStream out, String name, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }

    private static void special(TarArchiveOutputStream out, String name, byte kind, String target) throws IOException {
        var entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(target);
        out.putArchiveEntry(entry);
        out.closeArchiveEntry();
    }

    private static void file(ZipArchiveOutputStream out, String name, int mode, String content) throws IOException {
        var entry = new ZipArchiveEntry(name);
        entry.setUnixMode(mode);
        out.putArchiveEntry(entry);
        out.write(content.getBytes(StandardCharsets.UTF_8));
        out.closeArchiveEntry();
    }

    private void requireTarRefused(String why, Tar content) throws IOException {
        requireRefused(why, () -> tar(content));
    }

    private void requireZipRefused(String why, Zip content) throws IOException {
        requireRefused(why, () -> zip(content));
    }

    private void requireRefused(String why, ThrowingCallable reading) throws IOException {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        TreeRefusedException.class, e -> assertThat(e.reason()).contains(why));
        try (var all = Files.list(temporary.resolve("here"))) {
            assertThat(all).containsExactly(tree);
        }
        try (var all = Files.list(temporary)) {
            assertThat(all.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("here", "archive");
        }
    }

    @Test
    void bothKindsOfArchivesGiveTheSameTree() throws IOException {
        tar(out -> {
            out.putArchiveEntry(new TarArchiveEntry("./", true));
            out.closeArchiveEntry();
            file(out, "./bucket/setpoint.yaml", "module: a\n");
            var script = new TarArchiveEntry("run.sh");
            script.setMode(0755);
            out.putArchiveEntry(script);
            out.closeArchiveEntry();
            special(out, "link", TarConstants.LF_SYMLINK, "bucket/setpoint.yaml");
        });
        var first = TreeReader.files(tree, LIMITS);
        assertThat(first.keySet()).containsExactly("bucket/setpoint.yaml", "link", "run.sh");
        assertThat(first.values().stream().map(TreeFile::kind))
                .containsExactly(TreeFile.Kind.FILE, TreeFile.Kind.LINK, TreeFile.Kind.EXECUTABLE);
        tree = Files.createDirectories(temporary.toRealPath().resolve("second"));
        zip(out -> {
            file(out, "bucket/", 040755, "");
            file(out, "bucket/setpoint.yaml", 0100644, "module: a\n");
            file(out, "run.sh", 0100755, "");
            file(out, "link", LINK, "bucket/setpoint.yaml");
        });
        assertThat(TreeDigest.of(TreeReader.files(tree, LIMITS))).isEqualTo(TreeDigest.of(first));
    }

    @Test
    void aPathThatLeadsOutIsRefused() throws IOException {
        requireTarRefused("leads out", out -> file(out, "../evil", "x"));
        requireTarRefused("leads out", out -> file(out, "a/../../evil", "x"));
        requireZipRefused("leads out", out -> file(out, "../evil", 0100644, "x"));
        requireZipRefused("leads out", out -> file(out, "a//b", 0100644, "x"));
    }

    @Test
    void anAbsolutePathIsRefused() throws IOException {
        requireTarRefused("absolute", out -> file(out, temporary.resolve("evil").toString(), "x"));
        requireZipRefused("absolute", out -> file(out, "/evil", 0100644, "x"));
        requireZipRefused("absolute", out -> file(out, "C:/evil", 0100644, "x"));
    }

    @Test
    void aNameOfAnotherSystemIsRefused() throws IOException {
        requireTarRefused("not every system", out -> file(out, "a\\..\\..\\evil", "x"));
        requireTarRefused("not every system", out -> file(out, "a\u001b[2Jb", "x"));
        requireTarRefused("not every system", out -> file(out, "a/NUL.txt", "x"));
        requireTarRefused("not every system", out -> file(out, "a./b", "x"));
    }

    @Test
    void filesOfGitAreRefused() throws IOException {
        requireTarRefused("belongs to git", out -> file(out, ".git/config", "x"));
        requireTarRefused("belongs to git", out -> file(out, "a/.GIT/config", "x"));
        requireTarRefused("belongs to git", out -> file(out, "a/.g\u200cit/config", "x"));
        requireTarRefused("belongs to git", out -> file(out, "git~1/config", "x"));
    }

    @Test
    void aLinkThatLeadsOutIsRefused() throws IOException {
        requireTarRefused("leads out", out -> special(out, "a", TarConstants.LF_SYMLINK, "../../evil"));
        requireTarRefused("leads out", out -> special(out, "a", TarConstants.LF_SYMLINK, "/etc/passwd"));
        requireZipRefused("leads out", out -> file(out, "a", LINK, "/etc/passwd"));
    }

    @Test
    void aLinkThatLeadsOutThroughAnotherIsRefused() throws IOException {
        requireTarRefused("leads out", out -> {
            file(out, "a/b/c", "x");
            special(out, "up", TarConstants.LF_SYMLINK, "a/b");
            special(out, "z", TarConstants.LF_SYMLINK, "up/../../../../archive");
        });
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        requireTarRefused("both a file and a folder", out -> {
            special(out, "a", TarConstants.LF_SYMLINK, "..");
            file(out, "a/evil", "x");
        });
    }

    @Test
    void aLinkToNothingIsRefused() throws IOException {
        requireTarRefused("leads to nothing", out -> special(out, "a", TarConstants.LF_SYMLINK, "gone"));
        requireTarRefused("leads to nothing", out -> special(out, "loop", TarConstants.LF_SYMLINK, "loop"));
    }

    @Test
    void hardLinksDevicesAndPipesAreRefused() throws IOException {
        requireTarRefused("neither a file", out -> special(out, "a", TarConstants.LF_LINK, "/etc/passwd"));
        requireTarRefused("neither a file", out -> special(out, "a", TarConstants.LF_CHR, ""));
        requireTarRefused("neither a file", out -> special(out, "a", TarConstants.LF_BLK, ""));
        requireTarRefused("neither a file", out -> special(out, "a", TarConstants.LF_FIFO, ""));
        requireZipRefused("neither a file", out -> file(out, "a", 0010644, ""));
    }

    @Test
    void aFileThatIsThereTwiceIsRefused() throws IOException {
        requireTarRefused("there twice", out -> {
            file(out, "a", "x");
            file(out, "a", "y");
        });
    }

    @Test
    void filesThatDifferInCaseAloneAreRefused() throws IOException {
        requireTarRefused("ignore case", out -> {
            file(out, "Setpoint.yaml", "x");
            file(out, "setpoint.yaml", "y");
        });
    }

    @Test
    void foldersThatDifferInCaseOrNormalFormAreRefused() throws IOException {
        requireTarRefused("ignore case", out -> {
            file(out, "A/x", "x");
            file(out, "a/y", "y");
        });
        Files.delete(tree.resolve("A/x"));
        Files.delete(tree.resolve("A"));
        requireTarRefused("ignore case", out -> {
            file(out, "\u00e9", "x");
            file(out, "e\u0301", "y");
        });
    }

    @Test
    void anArchiveThatUnpacksToFarMoreIsRefused() throws IOException {
        requireZipRefused("100 times its size", out -> file(out, "a", 0100644, "x".repeat(5_000_000)));
    }

    @Test
    void aTarFileThatUnpacksToFarMoreIsRefused() throws IOException {
        requireTarRefused("100 times its size", out -> file(out, "a", "x".repeat(5_000_000)));
    }

    @Test
    void manySmallFilesAreBoundedTogether() throws IOException {
        requireZipRefused("100 times its size", out -> {
            for (var i = 0; i < 10; i++) {
                file(out, "a" + i, 0100644, "x".repeat(500_000));
            }
        });
    }

    @Test
    void tooManyEntriesAreRefused() throws IOException {
        requireTarRefused("more than 50", out -> {
            for (var i : IntStream.range(0, 51).toArray()) {
                file(out, "f" + i, "");
            }
        });
    }

    @Test
    void tooDeepFoldersAndTooLongNamesAreRefused() throws IOException {
        requireTarRefused("deeper than 5", out -> file(out, "1/2/3/4/5/6", "x"));
        requireTarRefused("longer than 255", out -> file(out, "a".repeat(256), "x"));
        requireTarRefused("longer than 1000", out -> file(out, "a/".repeat(501) + "a", "x"));
    }

    @Test
    void damagedArchivesAreRefused() throws IOException {
        var whole = temporary.resolve("archive");
        try (var out = new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(whole)))) {
            file(out, "a", "x".repeat(10_000));
        }
        var bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
        requireRefused("damaged", () -> read(false));
        requireRefused("damaged", () -> read(true));
        Files.writeString(whole, "<html>");
        requireRefused("damaged", () -> read(true));
        requireRefused("damaged", () -> read(false));
    }
}
