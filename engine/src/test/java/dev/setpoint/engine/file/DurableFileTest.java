package dev.setpoint.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes follow links, and only regular files are replaced. */
@DisabledOnOs(OS.WINDOWS)
class DurableFileTest {

    @TempDir
    private Path folder;

    enum Way {
        REPLACE,
        PUBLISH;

        void write(Path file, String text) throws IOException {
            switch (this) {
                case REPLACE -> DurableFile.replace(file, text.getBytes(UTF_8));
                case PUBLISH -> DurableFile.publish(file, text.getBytes(UTF_8));
            }
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String read(String name) throws IOException {
        return new String(DurableFile.read(file(name)), UTF_8);
    }

    private Path link(String name, String to) throws IOException {
        return Files.createSymbolicLink(file(name), Path.of(to));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Set<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewFileIsItsOwnersAlone(Way way) throws IOException {
        way.write(file("new"), "text");

        assertThat(permissions(file("new"))).isEqualTo("rw-------");
        assertThat(names()).containsExactly("new");
    }

    @ParameterizedTest
    @EnumSource
    void aReplacedFileKeepsItsPermissions(Way way) throws IOException {
        Files.writeString(file("old"), "old");
        Files.setPosixFilePermissions(file("old"), PosixFilePermissions.fromString("rw-r-----"));

        way.write(file("old"), "new");

        assertThat(read("old")).isEqualTo("new");
        assertThat(permissions(file("old"))).isEqualTo("rw-r-----");
    }

    @ParameterizedTest
    @EnumSource
    void aLinkStaysAndItsTargetIsWritten(Way way) throws IOException {
        Files.createDirectories(file("a/b"));
        Files.writeString(file("a/real"), "old");
        link("a/b/second", "../real");
        link("first", "a/b/second");

        way.write(file("first"), "new");

        assertThat(file("first")).isSymbolicLink();
        assertThat(file("a/b/second")).isSymbolicLink();
        assertThat(file("a/real")).isRegularFile().hasContent("new");
    }

    @ParameterizedTest
    @EnumSource
    void theTargetOfALinkIsMadeWhereItsFolderIsThere(Way way) throws IOException {
        Files.createDirectory(file("there"));
        link("good", "there/file");
        link("bad", "nowhere/file");

        way.write(file("good"), "text");

        assertThat(file("there/file")).isRegularFile().hasContent("text");
        assertThatThrownBy(() -> way.write(file("bad"), "text")).isInstanceOf(NoSuchFileException.class);
        assertThat(file("bad")).isSymbolicLink();
    }

    @ParameterizedTest
    @EnumSource
    void aPathThatIsNoFileIsRefusedAndKept(Way way) throws Exception {
        Files.createDirectory(file("folder"));
        link("toFolder", "folder");
        link("loop", "pool");
        link("pool", "loop");
        assertThat(new ProcessBuilder("mkfifo", file("pipe").toString()).start().waitFor())
                .isZero();
        var before = names();

        assertThatThrownBy(() -> way.write(file("folder"), "")).hasMessageContaining("it is a folder");
        assertThatThrownBy(() -> way.write(file("toFolder"), "")).hasMessageContaining("it is a folder");
        assertThatThrownBy(() -> way.write(file("loop"), "")).hasMessageContaining("form a loop");
        assertThatThrownBy(() -> way.write(file("pipe"), "")).hasMessageContaining("not a regular file");
        assertThat(names()).isEqualTo(before);
    }

    /** Pipes are not opened for reading, because that would wait for a writer. */
    @Test
    void onlyFilesAreRead() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file("pipe").toString()).start().waitFor())
                .isZero();
        link("toPipe", "pipe");
        for (var name : List.of("pipe", "toPipe")) {
            assertThatThrownBy(() -> read(name)).hasMessageContaining("not a regular file");
        }
    }

    /** A broken link may lead to a volume that is not mounted. */
    @Test
    void aLinkThatLeadsNowhereIsNotTakenForAFileThatIsMissing() throws IOException {
        link("dead", "nowhere");

        assertThatThrownBy(() -> read("missing")).isInstanceOf(NoSuchFileException.class);
        for (var name : List.of("dead", "dead/below", "dead/far/below")) {
            assertThatThrownBy(() -> read(name)).hasMessageContaining("is a link to `nowhere`, which does not exist");
        }
        assertThatThrownBy(() -> OwnerOnly.folders(file("dead/below"))).hasMessageContaining("which does not exist");
    }

    @Test
    void clearingALinkedFileEmptiesItAndLeavesTheLink() throws IOException {
        Files.writeString(file("real"), "text");
        link("link", "real");

        DurableFile.clear(file("link"));

        assertThat(file("link")).isSymbolicLink();
        assertThat(file("real")).isEmptyFile();
        DurableFile.clear(file("real"));
        assertThat(file("real")).doesNotExist();
        DurableFile.clear(file("real"));
    }

    @Test
    void aDescriptorOfThisProcessIsKnown() throws IOException {
        assertThat(LinkTarget.of(Path.of("/dev/stdout")).isDescriptor(1)).isTrue();
        assertThat(LinkTarget.of(Path.of("/dev/fd/2")).isDescriptor(2)).isTrue();
        assertThat(LinkTarget.of(Path.of("/dev/stdout")).isDescriptor(2)).isFalse();
        assertThat(LinkTarget.of(Path.of("/dev/null")).kind()).isEqualTo(LinkTarget.Kind.STREAM);
    }
}
