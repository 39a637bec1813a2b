package dev.setpoint.engine.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/**
 * A file with damage of every kind. A reader of it must either find what was written or refuse it, and never change it.
 *
 * @param path the file
 * @param whole its content without damage
 * @param reader of the file
 */
@SuppressWarnings("ArrayRecordComponent") // Not compared as a whole.
public record DamagedFile(Path path, byte[] whole, Reader reader) {

    /** Reader of a file that may be damaged. */
    @FunctionalInterface
    public interface Reader {

        /** Reads the file. Empty: it is refused, in the right way. */
        Optional<?> read(String damage) throws IOException;
    }

    /** Describes a whole file, which its reader finds in order. */
    public static DamagedFile of(Path path, Reader reader) throws IOException {
        return new DamagedFile(path, Files.readAllBytes(path), reader);
    }

    /** Asserts that no changed byte goes unnoticed, wherever it is. */
    public void assertChangedBytesAreFound(int bits) throws IOException {
        var written = reader.read("none");
        for (var place = 0; place < whole.length; place++) {
            var bytes = whole.clone();
            bytes[place] ^= (byte) bits;
            assertSameOrRefused(bytes, written, "byte " + place);
        }
    }

    /** Asserts that no zeroes go unnoticed, wherever they are. */
    public void assertZeroesAreFound(int length) throws IOException {
        var written = reader.read("none");
        for (var place = 0; place + length < whole.length; place += 3) {
            var bytes = whole.clone();
            Arrays.fill(bytes, place, place + length, (byte) 0);
            assertSameOrRefused(bytes, written, "zeroes from " + place);
        }
    }

    /** Asserts that this text in place of the content does not go unnoticed: it is the same or refused. */
    public void assertSameOrRefused(String text, String damage) throws IOException {
        Files.write(path, whole);
        assertSameOrRefused(text.getBytes(StandardCharsets.UTF_8), reader.read("none"), damage);
    }

    /** Asserts that this text in place of the content is refused. */
    public void assertRefused(String text, String damage) throws IOException {
        assertRefused(text.getBytes(StandardCharsets.UTF_8), damage);
    }

    /** Asserts that these bytes in place of the content are refused. */
    public void assertRefused(byte[] bytes, String damage) throws IOException {
        Assertions.assertThat(read(bytes, damage)).as(damage).isEmpty();
    }

    private void assertSameOrRefused(byte[] bytes, Optional<?> written, String damage) throws IOException {
        var found = read(bytes, damage);
        if (found.isPresent()) {
            Assertions.assertThat(found.get()).as(damage).isEqualTo(written.orElseThrow());
        }
    }

    private Optional<?> read(byte[] bytes, String damage) throws IOException {
        Files.write(path, bytes);
        var found = reader.read(damage);
        // A read leaves the damage as it is, for whoever looks for its cause.
        Assertions.assertThat(Files.readAllBytes(path)).as(damage).isEqualTo(bytes);
        return found;
    }
}
