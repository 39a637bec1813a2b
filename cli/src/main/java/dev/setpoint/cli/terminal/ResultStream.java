package dev.setpoint.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The stream of results. Always UTF-8: the previews use arrows, and a C locale would turn them into question marks. A
 * print stream says nothing of a write that fails; this one keeps the reason.
 */
public final class ResultStream extends PrintStream {

    private final Sink sink;
    private final BooleanSupplier pipe;

    /**
     * Failure to write output.
     *
     * @param brokenPipe whether whoever read it went away
     */
    public record Failure(IOException reason, boolean brokenPipe) {}

    /** @param to without a buffer of its own, so that a failure shows at the next flush */
    public ResultStream(OutputStream to, int buffer) {
        this(new Sink(to), () -> false, buffer);
    }

    private ResultStream(Sink sink, BooleanSupplier pipe, int buffer) {
        super(new BufferedOutputStream(sink, buffer), false, StandardCharsets.UTF_8);
        this.sink = sink;
        this.pipe = pipe;
    }

    /** @param number of the descriptor, to find out whether it is a pipe */
    static ResultStream of(FileDescriptor descriptor, int number, int buffer) {
        return new ResultStream(new Sink(new FileOutputStream(descriptor)), () -> isPipe(number), buffer);
    }

    private static boolean isPipe(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString()
                    .matches("(pipe|socket):.*");
        } catch (IOException e) {
            return false;
        }
    }

    /** The first failure to write what was printed. */
    Optional<Failure> failure() {
        flush();
        // The message may be translated; but an open pipe fails for no other reason.
        return sink.failure.map(
                problem -> new Failure(problem, "Broken pipe".equals(problem.getMessage()) || pipe.getAsBoolean()));
    }

    private static final class Sink extends FilterOutputStream {

        private Optional<IOException> failure = Optional.empty();

        Sink(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        /** Writes nothing more after a failure: a reader would take a part for the whole. */
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (failure.isPresent()) {
                throw failure.get();
            }
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = Optional.of(e);
                throw e;
            }
        }
    }
}
