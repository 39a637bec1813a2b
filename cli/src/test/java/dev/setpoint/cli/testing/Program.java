package dev.setpoint.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.testing.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The distribution in a process of its own, which signals reach. */
public final class Program implements AutoCloseable {

    private static final Path LAUNCHER = Path.of("target/dist/bin/setpoint").toAbsolutePath();
    private static final Path JAR =
            LAUNCHER.resolveSibling("../lib/setpoint.jar").normalize();
    /** Time limit, so that a process that hangs is found. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    public static Program start(Map<String, String> variables, Path folder, String... args) throws IOException {
        var name = "program-" + UUID.randomUUID();
        var out = folder.resolve(name + ".out");
        var err = folder.resolve(name + ".err");
        var command = variables.containsKey(ShortLease.MILLIS)
                ? ShortLease.command(JAR, args)
                : Stream.concat(Stream.of(LAUNCHER.toString()), Stream.of(args)).toList();
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        return new Program(ChildProcess.start(builder, variables), out, err);
    }

    /** Runs it to its end. */
    public static Run run(Map<String, String> variables, Path folder, String... args)
            throws IOException, InterruptedException {
        try (var program = start(variables, folder, args)) {
            return program.await();
        }
    }

    /** The launcher becomes the JVM: it is the same process. */
    public long pid() {
        return process.pid();
    }

    public boolean runs() {
        return process.isAlive();
    }

    /** @param name {@code STOP} */
    public void signal(String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Tells whether it does; if not, it goes on. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    public Run await() throws InterruptedException {
        return await(PATIENCE);
    }

    /** @param patience more than usual, for one that waits for many others */
    public Run await(Duration patience) throws InterruptedException {
        assertThat(endsWithin(patience)).as(this::said).isTrue();
        return new Run(process.exitValue(), read(out), read(err));
    }

    private String said() {
        return read(out) + read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the process, even a stopped one, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
