package dev.setpoint.engine.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Puts digests in the place of secrets, so that a secret can be compared later without being kept. */
public final class Redaction {

    static final String KEYED = "hmac-sha256:";
    static final String SLOW = "pbkdf2:";

    /** Prefix of its own digests. */
    private final String prefix;

    /** Digest function of secret texts. */
    private final UnaryOperator<String> digest;

    /** Digest function over digests of another redaction. */
    private final UnaryOperator<String> further;

    private volatile boolean used;

    private Redaction(String prefix, UnaryOperator<String> digest, UnaryOperator<String> further) {
        this.prefix = prefix;
        this.digest = digest;
        this.further = further;
    }

    /**
     * Returns the redaction of a state: a keyed digest of the plain digest that format 1 kept. So digests of format 1
     * can be converted without the secrets.
     *
     * @param lineage lineage of the state
     */
    public static Redaction keyed(String lineage, DigestKey key) {
        return new Redaction(KEYED, text -> key.digest(sha256(lineage + '\0' + text)), key::digest);
    }

    /** Returns the redaction of a plan whose state has no key yet. Each digest is slow, and is computed once. */
    public static Redaction slow(DigestSalt salt) {
        var known = new ConcurrentHashMap<String, String>();
        UnaryOperator<String> digest = text -> known.computeIfAbsent(text, salt::digest);
        return new Redaction(SLOW, digest, digest);
    }

    /** This value with each secret in it replaced by its digest: what state and plan files may hold. */
    public Value redact(Value value) {
        return switch (value) {
            case Value.Secret(var inner) ->
                switch (inner) {
                    case Value.Unknown _ -> inner;
                    case Value.Redacted redacted -> own(redacted);
                    default -> digest(inner);
                };
            case Value.Redacted redacted -> own(redacted);
            case Value.List _, Value.Map _ -> value.mapChildren(this::redact);
            default -> value;
        };
    }

    /** As {@link #redact(Value)}, of a map. */
    public Value.Map redact(Value.Map map) {
        return map.mapChildren(this::redact) instanceof Value.Map redacted ? redacted : map;
    }

    public Value.Redacted digest(Value value) {
        used = true;
        return new Value.Redacted(digest.apply(Json.canonical(value.revealedDeep())));
    }

    private Value.Redacted own(Value.Redacted redacted) {
        used = true;
        var kept = redacted.digest();
        return kept.startsWith(prefix) ? redacted : new Value.Redacted(further.apply(kept));
    }

    /** Tells whether it has made a digest so far. */
    public boolean isUsed() {
        return used;
    }

    private Value comparable(Value value) {
        return value.revealed() instanceof Value.Redacted redacted ? own(redacted) : value.revealed();
    }

    /** Tells whether two values are equal when either may hold digests instead of secrets. */
    public boolean same(Value one, Value other) {
        var a = comparable(one);
        var b = comparable(other);
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
