package dev.setpoint.provider.sandbox.s3.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Checksum algorithms of S3. See behaviour.md#s3-checksums. */
public enum Checksum {
    CRC32(4),
    CRC32C(4),
    CRC64NVME(8),
    SHA1(20),
    SHA256(32);

    /** The algorithm of the SDK for uploads that name none. */
    public static final Checksum STANDARD = CRC32;

    private final int size;

    Checksum(int size) {
        this.size = size;
    }

    public static Optional<Checksum> named(String text) {
        return Arrays.stream(values())
                .filter(checksum -> checksum.name().equals(text))
                .findFirst();
    }

    /** Returns the member of requests and responses: {@code checksumSHA256}. */
    public String member() {
        return "checksum" + name();
    }

    /** Returns the name in the headers and messages of S3: {@code sha256}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns true if the checksum of an object in parts can be made of those of its parts. */
    public boolean mayBeComposite() {
        return this != CRC64NVME;
    }

    /** Returns true if the checksum of an object in parts can be that of its whole content. */
    public boolean mayBeFull() {
        return this != SHA1 && this != SHA256;
    }

    public String of(byte[] content) {
        return Base64.getEncoder().encodeToString(digest(content));
    }

    /** Returns the bytes of a checksum that a request gives; empty for a text that is none of this algorithm. */
    public Optional<byte[]> decoded(String given) {
        try {
            return Optional.of(Base64.getDecoder().decode(given)).filter(bytes -> bytes.length == size);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private byte[] digest(byte[] content) {
        return switch (this) {
            case CRC32 -> crc(new CRC32(), content);
            case CRC32C -> crc(new CRC32C(), content);
            case CRC64NVME ->
                ByteBuffer.allocate(Long.BYTES).putLong(Crc64.of(content)).array();
            case SHA1 -> digest("SHA-1", content);
            case SHA256 -> digest("SHA-256", content);
        };
    }

    private static byte[] crc(java.util.zip.Checksum crc, byte[] content) {
        crc.update(content);
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    }

    static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm + ".", e);
        }
    }
}
