package dev.setpoint.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository with a stack, beside a file outside it. */
final class SpecFilesTest {

    private static final int MOST = 1000;

    @TempDir
    private Path temporary;

    private Path outside;
    private Path repository;
    private Path stack;

    @BeforeEach
    void repository() throws IOException {
        var real = temporary.toRealPath();
        outside = Files.createDirectories(real.resolve("outside"));
        repository = real.resolve("repository");
        stack = Files.createDirectories(repository.resolve("stacks/shop"));
        Files.createDirectories(repository.resolve(".git/hooks"));
        Files.writeString(repository.resolve(".git/config"), "token");
        Files.writeString(repository.resolve("page"), "page");
        Files.writeString(stack.resolve("own"), "own");
        Files.writeString(outside.resolve("secret"), "secret");
    }

    private String read(String name) throws IOException {
        return read(SpecFiles.in(stack), name);
    }

    private static String read(SpecFiles files, String name) throws IOException {
        return new String(files.read(name, MOST), StandardCharsets.UTF_8);
    }

    private void requireRefused(String name, String why) {
        assertThatThrownBy(() -> read(name))
                .as(name)
                .isInstanceOfSatisfying(
                        RefusedFileException.class,
                        e -> assertThat(e.predicate()).contains(why));
    }

    @Test
    void theRepositoryIsTheNearestFolderAboveWithGit() throws IOException {
        assertThat(read("own")).isEqualTo("own");
        assertThat(read("../../page")).isEqualTo("page");
        assertThat(read(repository.resolve("page").toString())).isEqualTo("page");
        // Of a submodule or a worktree it is a file.
        Files.writeString(stack.resolve(".git"), "gitdir: elsewhere");
        requireRefused("../../page", "lies outside the repository `" + stack + "`");
    }

    @Test
    void withoutGitTheStacksOwnFolderIsAll() throws IOException {
        var lonely = Files.createDirectories(outside.resolve("stack"));
        assertThatThrownBy(() -> read(SpecFiles.in(lonely), "../secret")).isInstanceOf(RefusedFileException.class);
    }

    /** Missing files outside are refused with the same message as existing ones. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../outside/secret",
                "../../../outside/nothing",
                "/etc/shadow",
                "/nowhere",
                "own/../../../../outside/secret",
                "./..//../../outside/secret"
            })
    void aFileOutsideIsRefused(String name) {
        requireRefused(name, "lies outside the repository `" + repository + "`");
    }

    @Test
    void aLinkThatLeadsOutIsRefusedWhereverItIs() throws IOException {
        Files.createSymbolicLink(stack.resolve("file"), outside.resolve("secret"));
        Files.createSymbolicLink(stack.resolve("relative"), Path.of("../../../outside/secret"));
        Files.createSymbolicLink(stack.resolve("folder"), outside);
        Files.createSymbolicLink(stack.resolve("chain"), Path.of("file"));
        Files.createSymbolicLink(stack.resolve("dead"), outside.resolve("nothing"));
        Files.createSymbolicLink(stack.resolve("deadChain"), Path.of("dead"));
        for (var name : List.of("file", "relative", "folder/secret", "folder/nothing", "chain", "dead", "deadChain")) {
            requireRefused(name, "leads out of the repository");
        }
    }

    @Test
    void aLinkWithinTheRepositoryIsFollowed() throws IOException {
        Files.createSymbolicLink(stack.resolve("page"), Path.of("../../page"));
        assertThat(read("page")).isEqualTo("page");
        Files.createSymbolicLink(stack.resolve("dead"), Path.of("nothing"));
        assertThatThrownBy(() -> read("dead")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileOfGitIsRefused() throws IOException {
        requireRefused("../../.git/config", "belongs to git");
        Files.createSymbolicLink(stack.resolve("config"), Path.of("../../.git/config"));
        requireRefused("config", "belongs to git");
        Files.createSymbolicLink(stack.resolve("hook"), Path.of("../../.git/hooks/post-checkout"));
        assertThatThrownBy(() -> SpecFiles.in(stack).requireInside(stack.resolve("hook")))
                .isInstanceOf(RefusedFileException.class);
    }

    @Test
    void aFolderOrFileThatTheOperatorAllowsIsRead() throws IOException {
        Files.createSymbolicLink(stack.resolve("link"), outside.resolve("secret"));
        for (var allowed : List.of(outside, outside.resolve("secret"))) {
            var files = new SpecFiles(stack, List.of(allowed), false);
            assertThat(read(files, "../../../outside/secret")).isEqualTo("secret");
            assertThat(read(files, "link")).isEqualTo("secret");
        }
        var other = new SpecFiles(stack, List.of(outside.resolve("sec")), false);
        assertThatThrownBy(() -> read(other, "../../../outside/secret")).isInstanceOf(RefusedFileException.class);
    }

    @Test
    void aFolderThatIsAllowedByALinkIsReadByEitherName() throws IOException {
        var link = Files.createSymbolicLink(temporary.toRealPath().resolve("link"), outside);
        var files = new SpecFiles(stack, List.of(link), false);
        assertThat(read(files, link.resolve("secret").toString())).isEqualTo("secret");
        assertThat(read(files, outside.resolve("secret").toString())).isEqualTo("secret");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void devicesAndWhatTheKernelMakesUpAreNoFiles() {
        var all = new SpecFiles(stack, List.of(Path.of("/")), false);
        for (var name : List.of("/dev/zero", "/proc/self/environ", "/proc/self/status")) {
            assertThatThrownBy(() -> read(all, name)).as(name).isInstanceOf(RefusedFileException.class);
        }
    }

    @Test
    void aFileReplacedBeforeItIsOpenedIsNotRead() throws IOException {
        var files = SpecFiles.in(stack);
        var found = files.file("own");
        Files.delete(found);
        Files.createSymbolicLink(found, outside.resolve("secret"));
        assertThatThrownBy(() -> files.open(found)).isInstanceOf(IOException.class);

        var deeper = Files.createDirectories(stack.resolve("a")).resolve("secret");
        Files.writeString(deeper, "harmless");
        var second = files.file("a/secret");
        Files.delete(deeper);
        Files.delete(stack.resolve("a"));
        Files.createSymbolicLink(stack.resolve("a"), outside);
        assertThatThrownBy(() -> files.open(second)).isInstanceOf(RefusedFileException.class);
    }

    @Test
    void moreThanIsExpectedIsNotRead() throws IOException {
        Files.writeString(stack.resolve("large"), "x".repeat(MOST + 1));
        assertThatThrownBy(() -> read("large")).isInstanceOf(TooLargeException.class);
        Files.writeString(stack.resolve("large"), "x".repeat(MOST));
        assertThatCode(() -> read("large")).doesNotThrowAnyException();
    }
}
