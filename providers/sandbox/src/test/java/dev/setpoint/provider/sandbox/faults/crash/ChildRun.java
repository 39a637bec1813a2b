package dev.setpoint.provider.sandbox.faults.crash;

import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.testing.ChildProcess;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.provider.sandbox.faults.Trial;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/** Run in a process of its own, which halts at a place as if its machine had stopped. */
final class ChildRun {

    private static final int HALTED = 77;
    private static final int DEADLINE_SECONDS = 120;

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final List<String> java;

    /**
     * Creates the archive of loaded classes that every process needs, since each would take seconds to start without
     * it.
     *
     * @param folder for them; empty
     * @param trial for a run that shows which they are; nothing is asked of what it does
     */
    ChildRun(Path folder, Trial trial) {
        var cache = folder.resolve("classes.aot");
        var base = List.of(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                jars(folder));
        var training = new ArrayList<>(base);
        training.add(1, "-XX:AOTCacheOutput=" + cache);
        require(run(training, trial, List.of("false", "", Crash.Unsynced.KEPT.name())));
        this.java = new ArrayList<>(base);
        this.java.add(1, "-XX:AOTCache=" + cache);
    }

    /** Returns the class path without folders, whose classes cannot be archived. */
    private static String jars(Path folder) {
        var entries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator, -1);
        var jar = ToolProvider.findFirst("jar").orElseThrow();
        var jars = new ArrayList<String>();
        for (var entry : entries) {
            // An empty one would be the present folder.
            if (!entry.isEmpty() && Files.isDirectory(Path.of(entry))) {
                var file = folder.resolve(jars.size() + ".jar").toString();
                jar.run(System.out, System.err, "--create", "--file", file, "-C", entry, ".");
                jars.add(file);
            } else if (Files.isRegularFile(Path.of(entry))) {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    /** Exit status and output of a process. */
    private record End(int code, String said) {}

    /** Returns true if the process halted at the place; it may end before, since the order of parallel calls varies. */
    boolean haltedAt(String place, Trial trial, PlanOptions options, Crash.Unsynced unsynced) {
        var destroys = Boolean.toString(options.equals(PlanOptions.DESTROY));
        var end = run(java, trial, List.of(destroys, place, unsynced.name()));
        return end.code() == HALTED || require(end);
    }

    private static boolean require(End end) {
        if (end.code() != 0) {
            throw new AssertionError("The child broke down: " + end.said());
        }
        return false;
    }

    private static End run(List<String> java, Trial trial, List<String> rest) {
        try {
            Files.createDirectories(trial.folder());
            var spec = Files.writeString(
                    trial.folder().resolve("spec.yaml"), trial.source().text());
            var command = new ArrayList<>(java);
            command.addAll(List.of(ChildRun.class.getName(), trial.folder().toString(), spec.toString()));
            command.addAll(rest);
            var process = ChildProcess.start(new ProcessBuilder(command).redirectErrorStream(true), Map.of());
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The child did not end.");
            }
            return new End(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Arguments: folder, spec, whether to destroy, place, what becomes of what was not synced. */
    public static void main(String[] arguments) throws IOException {
        var trial = Trial.of(Path.of(arguments[0]), Files.readString(Path.of(arguments[1])));
        var options = Boolean.parseBoolean(arguments[2]) ? PlanOptions.DESTROY : PlanOptions.APPLY;
        var crash = new Crash(
                (_, name) -> name.equals(arguments[3]),
                Crash.Unsynced.valueOf(arguments[4]),
                () -> Runtime.getRuntime().halt(HALTED));
        trial.runUntil(crash, options);
    }
}
