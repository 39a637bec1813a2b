package dev.setpoint.engine.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads streams and files up to a size limit. */
public final class LimitedReader {

    private static final int MEGABYTE = 1_000_000;

    /** Size limit of a state, a journal and other stored files, in bytes. A state of 100,000 resources is smaller. */
    public static final int MAX_BYTES = 256 * MEGABYTE;

    private LimitedReader() {}

    /**
     * Reads a stream to its end.
     *
     * @param most in bytes
     * @throws TooLargeException when the stream is longer; it is then not read further
     */
    public static byte[] read(InputStream stream, String name, int most) throws IOException {
        var bytes = stream.readNBytes(most);
        if (bytes.length == most && stream.read() >= 0) {
            throw new TooLargeException(name, most);
        }
        return bytes;
    }

    /** Reads a file that the operator names: a regular file, or an open descriptor such as {@code /dev/stdin}. */
    public static byte[] read(Path file, int most) throws IOException {
        if (!LinkTarget.of(file).isDescriptor()) {
            SpecFiles.requireRegular(file.toString(), file.toRealPath());
        }
        try (var stream = Files.newInputStream(file)) {
            return read(stream, file.toString(), most);
        }
    }

    /** @return the size with its unit, such as {@code 64 MB} */
    public static String size(int bytes) {
        return bytes >= MEGABYTE ? bytes / MEGABYTE + " MB" : bytes / 1000 + " KB";
    }
}
