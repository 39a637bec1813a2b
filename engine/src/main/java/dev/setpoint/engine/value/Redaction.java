package dev.setpoint.engine.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts digests in the place of secrets, so that a secret can be compared later without being kept.
 *
 * @param salt the state's lineage: equal secrets of two stacks do not look alike
 */
public record Redaction(String salt) {

    /** This value with each secret in it replaced by its digest: what state and plan files may hold. */
    public Value redact(Value value) {
        return switch (value) {
            case Value.Secret(var inner) ->
                switch (inner) {
                    case Value.Unknown _, Value.Redacted _ -> inner;
                    default -> digest(inner);
                };
            case Value.List _, Value.Map _ -> value.mapChildren(this::redact);
            default -> value;
        };
    }

    /** As {@link #redact(Value)}, of a map. */
    public Value.Map redact(Value.Map map) {
        return map.mapChildren(this::redact) instanceof Value.Map redacted ? redacted : map;
    }

    public Value.Redacted digest(Value value) {
        var text = salt + '\0' + Json.canonical(value.revealedDeep());
        return new Value.Redacted(sha256(text));
    }

    /** Whether the two are equal where either may hold digests in the place of secrets. */
    public boolean same(Value one, Value other) {
        var a = one.revealed();
        var b = other.revealed();
        if (a.equals(b)) {
            return true;
        }
        if (a instanceof Value.Redacted != b instanceof Value.Redacted) {
            return a instanceof Value.Redacted ? digest(b).equals(a) : digest(a).equals(b);
        }
        return switch (a) {
            case Value.List(var items) -> b instanceof Value.List(var others) && sameItems(items, others);
            case Value.Map map -> b instanceof Value.Map others && sameEntries(map, others);
            default -> false;
        };
    }

    private boolean sameItems(List<Value> items, List<Value> others) {
        return items.size() == others.size()
                && IntStream.range(0, items.size()).allMatch(i -> same(items.get(i), others.get(i)));
    }

    private boolean sameEntries(Value.Map map, Value.Map other) {
        return map.entries().size() == other.entries().size()
                && map.entries().entrySet().stream()
                        .allMatch(entry -> other.get(entry.getKey())
                                .map(value -> same(entry.getValue(), value))
                                .orElse(false));
    }

    /** {@code sha256:} and 64 hexadecimal digits. */
    public static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
