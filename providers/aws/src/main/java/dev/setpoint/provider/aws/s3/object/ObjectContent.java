package dev.setpoint.provider.aws.s3.object;

import dev.setpoint.engine.file.RefusedFileException;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.value.Value;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Content of an object, read from its file piece by piece.
 *
 * @param size in bytes
 * @param partSize in bytes: what is not longer goes up in one piece
 */
record ObjectContent(Source source, long size, long partSize) {

    /** Largest content that is uploaded in one piece, and size of the parts of larger content. */
    static final long PART = 16L << 20;

    /** AWS's limit of parts in one upload. */
    private static final long MOST_PARTS = 10_000;

    private static final int BUFFER = 1 << 16;

    private static final String CHECKSUM = "checksum";
    private static final String CONTENT_TYPE = "contentType";

    /** Opens the content anew each time: a request may be sent twice. */
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * The content that a resource's properties name; empty while its file or text is not known.
     *
     * @param files that may be uploaded
     * @throws ProviderException when the file cannot be read
     */
    static Optional<ObjectContent> of(Value.Map properties, SpecFiles files) {
        var file = properties.string("file");
        return file.isPresent()
                ? Optional.of(file(file.get(), files))
                : properties.string("content").map(text -> {
                    var bytes = text.getBytes(StandardCharsets.UTF_8);
                    return of(() -> new ByteArrayInputStream(bytes), bytes.length);
                });
    }

    private static ObjectContent file(String name, SpecFiles files) {
        try {
            var path = files.file(name);
            return of(() -> files.open(path), Files.size(path));
        } catch (RefusedFileException e) {
            throw unreadable("The file `%s` %s.".formatted(name, e.predicate())).hint(e.hint());
        } catch (NoSuchFileException e) {
            throw unreadable("There is no file %s.".formatted(files.folder().resolve(name)));
        } catch (IOException | InvalidPathException e) {
            throw unreadable("The file %s cannot be read: %s".formatted(name, e.getMessage()));
        }
    }

    private static ProviderException unreadable(String sentence) {
        return ProviderException.of(Kind.INVALID, "FileUnreadable", sentence)
                .about("file")
                .hint("A relative path begins at the folder of the stack file.");
    }

    private static ObjectContent of(Source source, long size) {
        return new ObjectContent(source, size, Math.max(PART, (size + MOST_PARTS - 1) / MOST_PARTS));
    }

    /** Adds the checksum and the content type that follow from the content and the key, as far as these are known. */
    static Value.Map complete(Value.Map properties, SpecFiles files) {
        var typed = properties.has(CONTENT_TYPE)
                ? properties
                : properties
                        .string("key")
                        .map(key -> properties.with(CONTENT_TYPE, Value.of(contentType(key))))
                        .orElse(properties);
        return of(properties, files)
                .map(content -> typed.with(
                        CHECKSUM, Value.of(content.checked(properties).checksum())))
                .orElseGet(() -> unknown(typed));
    }

    /** A text that is not known yet has a checksum that is not, either. */
    private static Value.Map unknown(Value.Map properties) {
        return properties
                .get("content")
                .or(() -> properties.get("file"))
                .filter(value -> value instanceof Value.Unknown && !properties.has(CHECKSUM))
                .map(value -> properties.with(CHECKSUM, value))
                .orElse(properties);
    }

    private static String contentType(String key) {
        return Optional.ofNullable(URLConnection.guessContentTypeFromName(key)).orElse("application/octet-stream");
    }

    /**
     * Its digest.
     *
     * @throws ProviderException when another checksum is asked for
     */
    ContentDigest checked(Value.Map properties) {
        var digest = new ContentDigest(
                IntStream.range(0, parts()).mapToObj(this::digest).toList());
        var wanted = properties.string(CHECKSUM);
        if (wanted.isPresent() && !wanted.get().equals(digest.checksum())) {
            throw ProviderException.of(
                            Kind.INVALID,
                            "ContentDiffers",
                            "The content has the checksum %s, and %s is asked for."
                                    .formatted(digest.checksum(), wanted.get()))
                    .about(CHECKSUM)
                    .hint("If the file has changed since the plan was made, plan again.");
        }
        return digest;
    }

    /** Number of parts. */
    int parts() {
        return (int) Math.max(1, (size + partSize - 1) / partSize);
    }

    /** Length of a part, counted from 0. */
    long length(int part) {
        return Math.min(partSize, size - part * partSize);
    }

    /** One part, from its beginning. */
    InputStream part(int part) {
        try {
            var stream = new BufferedInputStream(source.open(), BUFFER);
            stream.skipNBytes(part * partSize);
            return new Slice(stream, length(part));
        } catch (IOException e) {
            throw unreadable("The file cannot be read: " + e.getMessage());
        }
    }

    private byte[] digest(int part) {
        var digest = ContentDigest.sha256();
        try (var stream = new DigestInputStream(part(part), digest)) {
            stream.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw unreadable("The file cannot be read: " + e.getMessage());
        }
        return digest.digest();
    }
}
