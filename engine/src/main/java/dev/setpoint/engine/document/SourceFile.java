package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.file.LimitedReader;
import dev.setpoint.engine.file.RefusedFileException;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.file.TooLargeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files into {@link Source}s: UTF-8 text, or a diagnostic that says what the file is instead. */
public final class SourceFile {

    /** Size limit of a file, in megabytes. Ten thousand resources take about three. */
    private static final int MOST_MEGABYTES = 64;

    private static final int MEGABYTE = 1_000_000;

    private SourceFile() {}

    /**
     * A file that the operator names.
     *
     * @param name what diagnostics call it: the path as the user gave it
     */
    public static Result<Source> read(Path path, String name) {
        return content(name, () -> LimitedReader.read(path, MOST_MEGABYTES * MEGABYTE))
                .then(bytes -> decode(bytes, name));
    }

    /**
     * A stack file.
     *
     * @param guessed true when only a link or a saved plan says that it is one: then no text of another file is shown
     */
    public static Result<Source> stack(SpecFiles files, Path path, String name, boolean guessed) {
        return content(name, () -> files.read(path.toAbsolutePath().toString(), MOST_MEGABYTES * MEGABYTE))
                .then(bytes -> guessed && !looksLikeStack(new String(bytes, StandardCharsets.ISO_8859_1))
                        ? Result.failed(Diagnostic.error(
                                        "SP0248",
                                        "`" + name + "` is not a stack file: no line of it begins with"
                                                + " `setpoint:`.")
                                .hint("Name the stack's file or folder."))
                        : decode(bytes, name));
    }

    /** True for a readable file with a line that begins with `setpoint:`. */
    public static boolean isStack(SpecFiles files, Path path) {
        return content("", () -> files.read(path.toAbsolutePath().toString(), MOST_MEGABYTES * MEGABYTE))
                .fold(_ -> false, bytes -> looksLikeStack(new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    private static boolean looksLikeStack(String text) {
        return text.startsWith("setpoint:") || text.contains("\nsetpoint:") || text.contains("\rsetpoint:");
    }

    private interface Reading {
        byte[] bytes() throws IOException;
    }

    private static Result<byte[]> content(String name, Reading reading) {
        try {
            return Result.ok(reading.bytes());
        } catch (RefusedFileException e) {
            return Result.failed(Diagnostic.error(e.code(), "`" + name + "` " + e.predicate() + ".")
                    .hint(e.hint()));
        } catch (TooLargeException e) {
            return failed("SP0121", "`" + name + "` is larger than " + MOST_MEGABYTES + " MB.");
        } catch (NoSuchFileException e) {
            return failed("SP0120", "There is no file `" + name + "`.");
        } catch (AccessDeniedException e) {
            return failed("SP0120", "`" + name + "` is not readable by this user.");
        } catch (IOException e) {
            return failed("SP0120", "`" + name + "` cannot be read: " + DurableFile.reason(e) + ".");
        }
    }

    /** @param bytes a file's content */
    public static Result<Source> decode(byte[] bytes, String name) {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return Result.failed(
                    Diagnostic.error("SP0122", "`" + name + "` is UTF-16 text.").hint("Save it as UTF-8."));
        }
        for (var b : bytes) {
            if (b == 0) {
                return failed("SP0123", "`" + name + "` is a binary file, not text.");
            }
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Result.ok(new Source(name, text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (CharacterCodingException e) {
            return notUtf8(bytes, name);
        }
    }

    private static Result<Source> notUtf8(byte[] bytes, String name) {
        // A lenient reading marks each bad place with the replacement character, which shows the line.
        var lenient = new String(bytes, StandardCharsets.UTF_8);
        var before = lenient.substring(0, lenient.indexOf('\uFFFD'));
        var line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        var column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1;
        return Result.failed(Diagnostic.error(
                        "SP0122",
                        new Span(
                                new Source(name, looksLikeStack(lenient) ? lenient : ""),
                                line,
                                column,
                                line,
                                column + 1),
                        "This is not valid UTF-8.")
                .hint("Save the file as UTF-8."));
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static <T> Result<T> failed(String code, String message) {
        return Result.failed(Diagnostic.error(code, message));
    }
}
