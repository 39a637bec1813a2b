package dev.setpoint.provider.sandbox.s3.content;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Metadata of users: names are in lower case, and texts outside of ASCII travel as words of RFC 2047. */
public final class UserMetadata {

    private static final int MOST_BYTES = 2048;

    private UserMetadata() {}

    /** Returns the metadata of an upload as it is stored. */
    public static Value.Map stored(Value.Map written) {
        var stored = texts(written, EncodedWord::decoded);
        var size = stored.entries().keySet().stream()
                .mapToInt(name -> bytes(name) + bytes(stored.string(name).orElse("")))
                .sum();
        if (size > MOST_BYTES) {
            throw S3Refusals.refusal(
                    "MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size");
        }
        return stored;
    }

    /** Returns stored metadata as a read shows it. */
    public static Value.Map shown(Value.Map stored) {
        return texts(stored, EncodedWord::encoded);
    }

    private static Value.Map texts(Value.Map metadata, UnaryOperator<String> change) {
        var changed = new LinkedHashMap<String, Value>();
        metadata.entries()
                .keySet()
                .forEach(name -> changed.put(
                        name.toLowerCase(Locale.ROOT),
                        Value.of(change.apply(metadata.string(name).orElse("")))));
        return new Value.Map(changed);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
