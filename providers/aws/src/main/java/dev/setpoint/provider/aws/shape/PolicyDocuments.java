package dev.setpoint.provider.aws.shape;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.equality.AwsEqualities;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/** Policy documents between a spec and AWS. See behaviour.md#policy-documents. */
public final class PolicyDocuments {

    private static final String VERSION = "Version";

    private PolicyDocuments() {}

    /**
     * The text to send: one line, {@code Version} first, because IAM's older parser wants it so.
     *
     * @param policy a map, or a text of JSON
     */
    public static String text(Value policy) {
        return switch (policy.revealedDeep()) {
            case Value.Map map -> Json.compact(versionFirst(map));
            case Value.Str(var text) ->
                Json.compact(parse(text) instanceof Value.Map map ? versionFirst(map) : Value.of(text));
            default ->
                throw ProviderException.of(
                        Kind.INVALID, "MalformedPolicy", "A policy must be a map or a text of JSON.");
        };
    }

    /** Parses a policy that AWS returned; text that is no JSON object stays text. */
    public static Value parse(String text) {
        return JsonDocuments.parse(text);
    }

    /** Parses a policy that IAM returned, URL-encoded by RFC 3986, in which a plus sign is itself. */
    public static Value parseEncoded(String text) {
        return parse(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    /** True when two policies mean the same. */
    public static boolean same(Value one, Value other) {
        return AwsEqualities.IAM_POLICY.same(one, other);
    }

    private static Value.Map versionFirst(Value.Map policy) {
        var ordered = new LinkedHashMap<String, Value>();
        policy.get(VERSION).ifPresent(version -> ordered.put(VERSION, version));
        ordered.putAll(policy.entries());
        return new Value.Map(ordered);
    }
}
