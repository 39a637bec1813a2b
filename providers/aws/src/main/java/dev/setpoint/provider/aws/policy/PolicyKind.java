package dev.setpoint.provider.aws.policy;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.equality.PolicyDocument;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Kind of policy, with the limits that its service sets.
 *
 * @param noun that names it
 * @param limit of its size
 * @param unit of the size
 * @param service whose actions alone it may have
 * @param resource whether its statements need a {@code Resource}; empty where they may do without
 */
public record PolicyKind(String noun, int limit, Unit unit, Optional<String> service, Optional<Boolean> resource) {

    /** Unit of sizes. */
    enum Unit {
        /** Characters, of which white space does not count. */
        CHARACTERS("characters without white space"),
        BYTES("bytes");

        private final String text;

        Unit(String text) {
            this.text = text;
        }
    }

    /** See behaviour.md#iam-policy-limits. */
    public static final PolicyKind MANAGED = identity("a managed policy", 6_144);
    /** See behaviour.md#iam-role-policy-limits. */
    public static final PolicyKind INLINE = identity("the inline policies of a role", 10_240);
    /** See behaviour.md#iam-role-limits. */
    public static final PolicyKind TRUST =
            new PolicyKind("a trust policy", 2_048, Unit.CHARACTERS, Optional.of("sts"), Optional.of(false));
    /** See behaviour.md#s3-bucket-policy. */
    public static final PolicyKind BUCKET = resource("a bucket policy", 20 * 1024, Optional.of("s3"));
    /** See behaviour.md#kms-key-limits. */
    public static final PolicyKind KEY = resource("a key policy", 32 * 1024, Optional.empty());
    /** See behaviour.md#sns-topic-limits. */
    public static final PolicyKind TOPIC = resource("a topic policy", 30 * 1024, Optional.of("sns"));
    /** See behaviour.md#ec2-gateway-endpoint-limits. */
    public static final PolicyKind ENDPOINT =
            new PolicyKind("an endpoint policy", 20_480, Unit.CHARACTERS, Optional.empty(), Optional.empty());

    private static PolicyKind identity(String noun, int limit) {
        return new PolicyKind(noun, limit, Unit.CHARACTERS, Optional.empty(), Optional.of(true));
    }

    private static PolicyKind resource(String noun, int limit, Optional<String> service) {
        return new PolicyKind(noun, limit, Unit.BYTES, service, Optional.of(true));
    }

    /** The size of a document as it is sent; what is not known yet counts nothing. */
    public int size(Value document) {
        var text = PolicyDocument.text(known(document));
        return switch (unit) {
            case CHARACTERS ->
                (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
            case BYTES -> text.getBytes(StandardCharsets.UTF_8).length;
        };
    }

    /** The limit, as a sentence shows it. */
    public String most() {
        return String.format(Locale.ROOT, "%,d", limit);
    }

    /** A size with its unit. */
    public String measured(int size) {
        return String.format(Locale.ROOT, "%,d %s", size, unit.text);
    }

    private static Value known(Value value) {
        return value instanceof Value.Unknown ? Value.of("") : value.mapChildren(PolicyKind::known);
    }
}
