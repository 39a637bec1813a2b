package dev.setpoint.provider.sandbox.s3.content;

import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** MD5 of contents: ETags, and the header {@code Content-MD5}. */
public final class Md5 {

    private static final int SIZE = 16;

    private Md5() {}

    public static byte[] of(byte[] content) {
        return Checksum.digest("MD5", content);
    }

    public static String hex(byte[] content) {
        return HexFormat.of().formatHex(of(content));
    }

    /** Refuses a header that is no MD5, or not that of the content. */
    public static void check(Optional<String> header, byte[] content) {
        header.ifPresent(text -> {
            var wanted = decoded(text)
                    .orElseThrow(() ->
                            S3Refusals.refusal("InvalidDigest", 400, "The Content-MD5 you specified was invalid."));
            if (!Arrays.equals(wanted, of(content))) {
                throw S3Refusals.refusal(
                        "BadDigest", 400, "The Content-MD5 you specified did not match what we received.");
            }
        });
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text)).filter(bytes -> bytes.length == SIZE);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
