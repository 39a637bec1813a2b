package dev.setpoint.provider.aws.s3.object;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The SHA-256 of a content.
 *
 * @param parts of each piece that it goes up in
 */
record ContentDigest(List<byte[]> parts) {

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Checksum as S3 keeps it: of the content, or of its parts' digests and with their number. */
    String checksum() {
        if (parts.size() == 1) {
            return base64(parts.getFirst());
        }
        var whole = sha256();
        parts.forEach(whole::update);
        return base64(whole.digest()) + "-" + parts.size();
    }

    /** Checksum of one part, counted from 0. */
    String checksum(int part) {
        return base64(parts.get(part));
    }

    private static String base64(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }
}
