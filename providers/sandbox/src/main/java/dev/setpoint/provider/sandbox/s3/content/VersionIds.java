package dev.setpoint.provider.sandbox.s3.content;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;

/**
 * Version ids. S3 tells an id that it gave from one that never was, also after the version is gone, and keeps its place
 * in lists: an id has the time of the version, random digits, and a check sum of both.
 */
public final class VersionIds {

    /** Id of a version written without versioning. */
    public static final String NULL = "null";

    private static final int CHECKED = 20;
    private static final int SIZE = 24;

    private VersionIds() {}

    public static String next(Instant time) {
        var bytes = ByteBuffer.allocate(SIZE);
        bytes.putLong(time.getEpochSecond() * 1_000_000_000L + time.getNano());
        bytes.putLong(ThreadLocalRandom.current().nextLong());
        bytes.putInt(ThreadLocalRandom.current().nextInt());
        bytes.putInt(sum(bytes.array()));
        return Base64.getUrlEncoder().encodeToString(bytes.array());
    }

    /** Returns true for an id that S3 has given, or could have. */
    public static boolean isGiven(String id) {
        return id.equals(NULL) || time(id).isPresent();
    }

    /** Returns the time of the version in nanoseconds; empty for an id that never was. */
    public static Optional<Long> time(String id) {
        if (id.length() != SIZE / 3 * 4) {
            return Optional.empty();
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id));
            return bytes.getInt(CHECKED) == sum(bytes.array()) ? Optional.of(bytes.getLong(0)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static int sum(byte[] bytes) {
        var sum = new CRC32C();
        sum.update(bytes, 0, CHECKED);
        return (int) sum.getValue();
    }
}
