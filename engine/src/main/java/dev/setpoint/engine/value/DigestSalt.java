package dev.setpoint.engine.value;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Salt of the digests of secrets in a plan, while there is no {@link DigestKey}: a salt that the plan shows, and a
 * derivation that makes each guess at a secret cost a good part of a tenth of a second.
 *
 * @param salt in Base64
 */
public record DigestSalt(String salt, int iterations) {

    private static final String KDF = "PBKDF2-HMAC-SHA512";

    /** A plan with twenty secrets takes a second or two longer for it. */
    private static final int ITERATIONS = 20_000;

    /** More than any Setpoint asks for: nobody may have a command hang by changing a file. */
    private static final int MOST_ITERATIONS = 1_000_000;

    private static final int SALT = 16;
    private static final int DIGEST_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException when it is none that this Setpoint uses */
    public DigestSalt {
        if (Base64.getDecoder().decode(salt).length < SALT || iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException(
                    "Its digests have a format that this version of Setpoint does not read.");
        }
    }

    public static DigestSalt fresh() {
        var bytes = new byte[SALT];
        RANDOM.nextBytes(bytes);
        return new DigestSalt(Base64.getEncoder().encodeToString(bytes), ITERATIONS);
    }

    /** @throws IllegalArgumentException when it is none that this Setpoint uses */
    public static DigestSalt read(Value.Map json) {
        if (!json.string("kdf").filter(KDF::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "Its digests have a format that this version of Setpoint does not read.");
        }
        return new DigestSalt(
                json.string("salt").orElse(""), json.integer("iterations").orElse(0));
    }

    public Value.Map json() {
        return Value.Map.EMPTY
                .with("kdf", Value.of(KDF))
                .with("iterations", Value.of(iterations))
                .with("salt", Value.of(salt));
    }

    /** {@code pbkdf2:} and 64 hexadecimal digits. */
    String digest(String of) {
        try {
            var spec = new PBEKeySpec(of.toCharArray(), Base64.getDecoder().decode(salt), iterations, DIGEST_BITS);
            var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec);
            return Redaction.SLOW + HexFormat.of().formatHex(key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2 with SHA-512.", e);
        }
    }
}
