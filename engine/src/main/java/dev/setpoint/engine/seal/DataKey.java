package dev.setpoint.engine.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The AES-256-GCM key of one run. Each sealed message starts with a random 96-bit nonce, which is safe for 2^32
 * messages under one key (NIST SP 800-38D, 8.3); a run seals far fewer. Thread-safe.
 */
public final class DataKey {

    /** Length of an AES-256 key, in bytes. */
    public static final int LENGTH = 32;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Seal seal;
    private final SecretKey key;

    /**
     * @param seal the description of the key, to be stored with everything that it seals
     * @param key {@value #LENGTH} bytes
     */
    public DataKey(Seal seal, byte[] key) {
        this.seal = seal;
        this.key = new SecretKeySpec(key, "AES");
    }

    /** Returns random bytes for a new key. */
    public static byte[] random() {
        return randomBytes(LENGTH);
    }

    static byte[] randomBytes(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    public Seal seal() {
        return seal;
    }

    /**
     * @param place kind and place of the message, which are authenticated: the message cannot be opened as another
     *     one
     */
    public byte[] seal(byte[] clear, String place) {
        var nonce = randomBytes(NONCE);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
            var sealed = ByteBuffer.allocate(NONCE + cipher.getOutputSize(clear.length));
            sealed.put(nonce);
            cipher.doFinal(ByteBuffer.wrap(clear), sealed);
            return sealed.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-256-GCM.", e);
        }
    }

    /** Decrypts a message; empty when this key has not sealed it for this place. */
    public Optional<byte[]> open(byte[] sealed, String place) {
        if (sealed.length < NONCE + TAG_BITS / 8) {
            return Optional.empty();
        }
        try {
            var nonce = ByteBuffer.wrap(sealed).slice(0, NONCE);
            var bytes = new byte[NONCE];
            nonce.get(bytes);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, bytes, place).doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(seal.authenticated());
        cipher.updateAAD(new byte[] {0});
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
