package dev.setpoint.provider.sandbox.s3.listing;

import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Token of the next page: the last key of this one, and a check sum that tells it from other texts. */
final class ContinuationToken {

    private ContinuationToken() {}

    static String of(String key) {
        var bytes = key.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().toHexDigits(sum(bytes)) + Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** Returns the key of a token; refuses a text that is none. */
    static String key(String token) {
        try {
            var key = new String(Base64.getUrlDecoder().decode(token.substring(8)), StandardCharsets.UTF_8);
            if (of(key).equals(token)) {
                return key;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            // Refused below.
        }
        throw S3Refusals.invalidArgument("The continuation token provided is incorrect");
    }

    private static int sum(byte[] bytes) {
        var sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
