package dev.setpoint.engine.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Key of the digests of secrets in a state. Only the state and its journal hold it, so that nobody can guess at
 * a secret by the digests that plans and outputs show.
 */
public final class DigestKey {

    private static final String ALGORITHM = "HmacSHA256";

    /** In bytes. */
    private static final int LENGTH = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;
    private final boolean kept;

    private DigestKey(String text, boolean kept) {
        this.text = text;
        this.kept = kept;
    }

    /** A new one, which nothing stored holds yet. */
    public static DigestKey fresh() {
        var bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new DigestKey(Base64.getEncoder().encodeToString(bytes), false);
    }

    /**
     * One that was stored.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static DigestKey of(String text) {
        if (Base64.getDecoder().decode(text).length != LENGTH) {
            throw new IllegalArgumentException("the key of its digests is truncated");
        }
        return new DigestKey(text, true);
    }

    /** To be stored. */
    public String text() {
        return text;
    }

    /** Tells whether another run will read the same one. */
    public boolean isKept() {
        return kept;
    }

    /** {@code hmac-sha256:} and 64 hexadecimal digits. */
    String digest(String of) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(text), ALGORITHM));
            return Redaction.KEYED + HexFormat.of().formatHex(mac.doFinal(of.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC with SHA-256.", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DigestKey key && key.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Says nothing: it must not get into a message. */
    @Override
    public String toString() {
        return "(digest key)";
    }
}
