package dev.setpoint.provider.sandbox.store;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.time.Instant;

/**
 * The first line of the sandbox's file.
 *
 * @param format 1 has no checksums
 * @param sequence of the last change before those that follow one by one
 * @param kept how many lines stand for what was left of the changes before; none of these is numbered in order
 * @param at the simulated time when the file was written
 */
record FileHeader(int format, long sequence, int kept, Instant at) {

    /** The format this program writes, and the newest it reads. */
    static final int FORMAT = 2;

    private static final String MEMBER = "setpointSandbox";

    static FileHeader of(long sequence, int kept, Instant at) {
        return new FileHeader(FORMAT, sequence, kept, at);
    }

    String line() {
        return SummedLine.of(Value.Map.EMPTY
                .with(MEMBER, Value.of(format))
                .with("n", Value.of(sequence))
                .with("kept", Value.of(kept))
                .with("at", Value.of(at.toString())));
    }

    /**
     * Reads the header. Of a later format, only the format number is read.
     *
     * @throws IllegalArgumentException or {@link java.time.DateTimeException} when it is no such line
     */
    static FileHeader read(String line) {
        if (!(Json.read(line) instanceof Value.Map header) || !header.has(MEMBER)) {
            throw new IllegalArgumentException("it does not begin as one");
        }
        var format = header.integer(MEMBER).orElse(Integer.MAX_VALUE);
        if (format > FORMAT) {
            return new FileHeader(format, 0, 0, Instant.EPOCH);
        }
        if (format == FORMAT) {
            SummedLine.read(line);
        }
        return new FileHeader(
                format,
                header.integer("n").orElse(0),
                header.integer("kept").orElse(0),
                header.string("at").map(Instant::parse).orElse(Instant.EPOCH));
    }

    boolean isSummed() {
        return format >= FORMAT;
    }
}
