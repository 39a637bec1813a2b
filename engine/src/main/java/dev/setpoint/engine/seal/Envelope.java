package dev.setpoint.engine.seal;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Encrypted content as a JSON object.
 *
 * <pre>{"format": 1, "seal": {"method": "passphrase", …}, "sealed": "…"}</pre>
 *
 * @param format format of the content, readable without decryption
 * @param sealed nonce, AES-256-GCM and its tag, in Base64
 */
public record Envelope(long format, Seal seal, String sealed) {

    private static final String FORMAT = "format";
    private static final String SEAL = "seal";
    private static final String SEALED = "sealed";

    /** @param place kind and place of the content, which are authenticated: it cannot be opened as another one */
    public static Envelope of(DataKey key, long format, byte[] clear, String place) {
        var sealed = key.seal(clear, place(format, place));
        return new Envelope(format, key.seal(), Base64.getEncoder().encodeToString(sealed));
    }

    /** Tells whether a JSON object is an envelope, even a damaged one. */
    public static boolean isEnvelope(Value.Map json) {
        return json.has(SEAL) && json.has(SEALED);
    }

    /** @throws IllegalArgumentException when a member is missing */
    public static Envelope read(Value.Map json) {
        var format =
                json.integer(FORMAT).orElseThrow(() -> new IllegalArgumentException("`" + FORMAT + "` is missing"));
        var sealed = json.string(SEALED).orElseThrow(() -> new IllegalArgumentException("`" + SEALED + "` is missing"));
        return new Envelope(format, new Seal(json.map(SEAL)), sealed);
    }

    public byte[] bytes() {
        var json = Value.Map.EMPTY
                .with(FORMAT, Value.of(format))
                .with(SEAL, seal.content())
                .with(SEALED, Value.of(sealed));
        return (Json.pretty(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Decrypts the content; empty when it was changed. Fails when its key is not available.
     *
     * @param what the subject of messages: {@code The state `state.json`}
     * @throws IllegalArgumentException when the content is not Base64
     */
    public Result<Optional<byte[]>> open(Sealer sealer, String what, String place) {
        var bytes = Base64.getDecoder().decode(sealed);
        return sealer.open(what, seal).map(key -> key.open(bytes, place(format, place)));
    }

    private static String place(long format, String place) {
        return place + " " + format;
    }
}
