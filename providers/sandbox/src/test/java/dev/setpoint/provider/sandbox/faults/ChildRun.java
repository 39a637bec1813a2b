package dev.setpoint.provider.sandbox.faults;

import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.testing.Crash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A run in a process of its own, which halts at a place as if its machine had stopped there. */
final class ChildRun {

    private static final int HALTED = 77;
    private static final int DEADLINE_SECONDS = 120;

    private ChildRun() {}

    /** Whether the process halted at the place; it may end before it gets there, as what runs at once takes turns. */
    static boolean haltedAt(String place, Trial trial, PlanOptions options, Crash.Unsynced unsynced) {
        try {
            var spec = Files.writeString(
                    trial.folder().resolve("spec.yaml"), trial.source().text());
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xshare:auto",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            ChildRun.class.getName(),
                            trial.folder().toString(),
                            spec.toString(),
                            Boolean.toString(options.equals(PlanOptions.DESTROY)),
                            place,
                            unsynced.name())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The child did not end.");
            }
            return switch (process.exitValue()) {
                case HALTED -> true;
                case 0 -> false;
                default -> throw new AssertionError("The child broke down: " + said);
            };
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
