package dev.setpoint.cli.plan.saved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan --out} writes into what it is pointed at and never puts a file in the place of something else. */
@DisabledOnOs(OS.WINDOWS)
class PlanOutTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void aStack() throws IOException {
        Files.writeString(
                folder.resolve("setpoint.yaml"),
                "{setpoint: v1, stack: shop, resources: {a: {type: core.value, properties: {x: 1}}}}");
    }

    private Run plan(String file) {
        return Run.of(folder, "plan", "--sandbox", "--out", file);
    }

    @Test
    void aLinkStaysAndItsTargetKeepsItsPermissions() throws IOException {
        var real =
                Files.writeString(Files.createDirectory(folder.resolve("plans")).resolve("real.json"), "old");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        var link = Files.createSymbolicLink(folder.resolve("link.json"), Path.of("plans/real.json"));
        var fresh = Files.createSymbolicLink(folder.resolve("fresh.json"), Path.of("plans/new.json"));

        assertThat(plan("link.json").code()).isZero();
        assertThat(plan("fresh.json").code()).isZero();

        assertThat(link).isSymbolicLink();
        assertThat(fresh).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-r-----");
        assertThat(Run.of(folder, "show", "plans/real.json").out()).contains("1 to create");
        assertThat(Run.of(folder, "show", "plans/new.json").out()).contains("1 to create");
    }

    @Test
    void anUnwritableFileIsReported() throws IOException {
        Files.createDirectory(folder.resolve("plans"));
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(folder.resolve("dead"), Path.of("nowhere/plan.json"));

        assertThat(plan("plans").err()).contains("error[SP0950]", "it is a folder");
        assertThat(plan("loop").err()).contains("error[SP0950]", "its symbolic links form a loop");
        assertThat(plan("dead").err()).contains("error[SP0950]", "there is no folder `", "/nowhere`");
        assertThat(plan("missing/plan.json").err()).contains("error[SP0950]", "there is no folder `", "/missing`");
        assertThat(folder.resolve("dead")).isSymbolicLink();
    }

    @Test
    void aPipeIsWrittenInto() throws Exception {
        var pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        var read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                return e.toString();
            }
        });

        assertThat(plan("pipe").code()).isZero();

        assertThat(read.join()).startsWith("{").contains("\"stack\" : \"shop\"");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void devicesAndDescriptorsAreWrittenInto() {
        assertThat(plan("/dev/null").code()).isZero();
        assertThat(plan("/dev/full").err()).contains("error[SP0950]").containsIgnoringCase("space");
        assertThat(plan("/dev/stdout").out()).startsWith("{").endsWith("0 unchanged.\n");
        assertThat(plan("/dev/stderr").err()).startsWith("{");
        assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }
}
