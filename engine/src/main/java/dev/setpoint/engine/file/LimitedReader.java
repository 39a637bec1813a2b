package dev.setpoint.engine.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what may be of any size, up to a size. */
public final class LimitedReader {

    private static final int MEGABYTE = 1_000_000;

    /** The most that is read of a state, its journal and what else is kept; 100,000 resources take less. */
    public static final int MAX_BYTES = 256 * MEGABYTE;

    private LimitedReader() {}

    /**
     * All that comes, unless it is more than expected.
     *
     * @param most in bytes
     * @throws TooLargeException when there is more; no more than that is read
     */
    public static byte[] read(InputStream stream, String name, int most) throws IOException {
        var bytes = stream.readNBytes(most);
        if (bytes.length == most && stream.read() >= 0) {
            throw new TooLargeException(name, most);
        }
        return bytes;
    }

    /** The content of a file that the operator names: a regular one, or an open descriptor such as {@code /dev/stdin}. */
    public static byte[] read(Path file, int most) throws IOException {
        if (!LinkTarget.of(file).isDescriptor()) {
            SpecFiles.requireRegular(file.toString(), file.toRealPath());
        }
        try (var stream = Files.newInputStream(file)) {
            return read(stream, file.toString(), most);
        }
    }

    /** @return in words: {@code 64 MB} */
    public static String size(int bytes) {
        return bytes >= MEGABYTE ? bytes / MEGABYTE + " MB" : bytes / 1000 + " KB";
    }
}
