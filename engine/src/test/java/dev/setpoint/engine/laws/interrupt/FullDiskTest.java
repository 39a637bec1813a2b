package dev.setpoint.engine.laws.interrupt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that is full at some write of journal or state, or read-only: a run ends with the reason, and once there is
 * room the next one finishes. On small file systems of our own, which only root may mount; others skip this.
 */
final class FullDiskTest {

    private static final String SPEC = "setpoint: v1\nstack: shop\nproviders: {test: {}}\nresources:\n"
            + IntStream.range(0, 6)
                    .mapToObj(i ->
                            "  t%s: {type: test.thing, properties: {name: t%s, size: 1}}\n  k%s: {type: test.key}\n"
                                    .formatted(i, i, i))
                    .collect(Collectors.joining());

    @TempDir
    Path folder;

    private final List<Path> mounted = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 12, 16, 20, 24, 28, 32, 40, 48})
    void aDiskThatFillsUpAtAnyWriteLosesNothing(int kilobytes) throws IOException, InterruptedException {
        var disk = mount("size=" + kilobytes + "k");
        var world = new World(disk);
        var problems = attempt(world);
        assertThat(problems)
                .allMatch(
                        code -> List.of("SP0706", "SP0712", "SP0713", "SP0722").contains(code));

        run("mount", "-o", "remount,size=4m", disk.toString());
        assertFinished(world);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void aReadOnlyFolderIsSaidSoAndLosesNothing(String when) throws IOException, InterruptedException {
        var disk = mount("size=4m");
        var world = new World(disk);
        if (when.equals("after")) {
            world.apply(SPEC);
        }
        run("mount", "-o", "remount,ro", disk.toString());
        assertThat(attempt(world)).containsExactly("SP0712");

        run("mount", "-o", "remount,rw", disk.toString());
        assertFinished(world);
    }

    /** The codes of what went wrong. */
    private static List<String> attempt(World world) {
        try {
            var outcome = world.apply(SPEC).outcome();
            var problems = new ArrayList<>(outcome.problems());
            problems.addAll(outcome.failed().values());
            return problems.stream().map(Diagnostic::code).distinct().toList();
        } catch (AssertionError e) {
            var text = e.toString();
            var at = text.indexOf("SP0");
            return List.of(text.substring(at, at + "SP0000".length()));
        }
    }

    private static void assertFinished(World world) {
        assertThat(world.apply(SPEC).outcome().succeeded()).isTrue();
        assertThat(world.changes(SPEC)).isEmpty();
        assertThat(world.cloud.things()).hasSize(12);
        assertThat(world.state().resources().values()).hasSize(12).allMatch(ResourceState::complete);
    }

    private Path mount(String options) throws IOException, InterruptedException {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "Only root may mount file systems.");
        var disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()) == 0,
                "No file system can be mounted here.");
        mounted.add(disk);
        return disk;
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        for (var disk : mounted) {
            run("umount", disk.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
