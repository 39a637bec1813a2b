package dev.setpoint.engine.seal;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Something sealed as one JSON object that says so.
 *
 * <pre>{"format": 1, "seal": {"method": "passphrase", …}, "sealed": "…"}</pre>
 *
 * @param format of what is in it: whoever reads only older ones need not open it
 * @param sealed nonce, AES-256-GCM and its tag, in Base64
 */
public record Envelope(long format, Seal seal, String sealed) {

    private static final String FORMAT = "format";
    private static final String SEAL = "seal";
    private static final String SEALED = "sealed";

    /** @param place what it is and where it stands: it opens nowhere else */
    public static Envelope of(DataKey key, long format, byte[] clear, String place) {
        var sealed = key.seal(clear, place(format, place));
        return new Envelope(format, key.seal(), Base64.getEncoder().encodeToString(sealed));
    }

    /** Whether a JSON object is one, if perhaps a damaged one. */
    public static boolean isEnvelope(Value.Map json) {
        return json.has(SEAL) && json.has(SEALED);
    }

    /** @throws IllegalArgumentException when something is missing */
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
     * What is in it; empty when it is not what was sealed. Fails when its key cannot be had.
     *
     * @param what the beginning of a sentence: {@code The state `state.json`}
     * @throws IllegalArgumentException when it is not Base64
     */
    public Result<Optional<byte[]>> open(Sealer sealer, String what, String place) {
        var bytes = Base64.getDecoder().decode(sealed);
        return sealer.open(what, seal).map(key -> key.open(bytes, place(format, place)));
    }

    private static String place(long format, String place) {
        return place + " " + format;
    }
}
