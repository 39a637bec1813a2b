package dev.setpoint.engine.module;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;

/**
 * Digest of the files of a folder: of sorted paths, executable bits and contents.
 *
 * @param hex SHA-256 in 64 hexadecimal digits
 */
public record TreeDigest(String hex) {

    private static final String PREFIX = "sha256:";

    /** @throws IllegalArgumentException when it is no digest: its text is the name of a folder */
    public TreeDigest {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("No digest: " + hex);
        }
    }

    /** Parses {@code sha256:9a0e…}. */
    public static TreeDigest parse(String text) {
        return new TreeDigest(text.substring(PREFIX.length()));
    }

    /** @param files by path */
    public static TreeDigest of(SortedMap<String, TreeFile> files) {
        var digest = sha256();
        files.forEach((path, file) ->
                digest.update((file.kind().name().toLowerCase(Locale.ROOT) + " " + file.sha256() + " " + path + "\0")
                        .getBytes(StandardCharsets.UTF_8)));
        return new TreeDigest(hex(digest));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
