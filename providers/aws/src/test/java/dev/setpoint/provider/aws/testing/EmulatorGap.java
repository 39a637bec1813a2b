package dev.setpoint.provider.aws.testing;

import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;

/**
 * Every place where the emulator departs from AWS and a test would stumble over it. A test still makes the
 * request and checks the rest of the answer. On another endpoint than moto nothing is forgiven.
 *
 * <p>What cannot be forgiven member by member, and so is tested without the emulator: it lists keys with
 * control characters in broken XML; it answers for buckets of any region and account; it has no default
 * encryption, access block or ownership in a new bucket; it never conflicts, throttles or lags.
 */
public enum EmulatorGap {
    /** Accepted, but not there when read again. */
    LIFECYCLE_NEWER_NONCURRENT_VERSIONS("newerNoncurrentVersions"),
    /** Accepted, but not there when read again; AWS returns what it blocks even if never asked to. */
    BLOCKED_ENCRYPTION_TYPES("blockedEncryptionTypes"),
    /** Accepted, but not there when read again, so that a rule seems not to replicate encrypted objects. */
    REPLICATION_SOURCE_SELECTION("sseKmsEncryptedObjects"),
    /** Accepted, but not there when read again. */
    REPLICA_MODIFICATIONS("replicaModifications"),
    /** Accepted, but read again as a filter for every object. */
    REPLICATION_FILTER("filter"),
    /** Accepted, but Disabled when read again. */
    REPLICATION_OF_DELETE_MARKERS("deleteMarkerReplication");

    private final String member;

    EmulatorGap(String member) {
        this.member = member;
    }

    /** The value without the member that this emulator loses, at every depth; on AWS the value itself. */
    public Value forgive(Value value) {
        return HttpCloud.isMoto() ? without(value) : value;
    }

    private Value without(Value value) {
        return switch (value) {
            case Value.Map(var entries) -> {
                var kept = new LinkedHashMap<String, Value>();
                entries.forEach((name, inner) -> {
                    if (!name.equals(member)) {
                        kept.put(name, without(inner));
                    }
                });
                yield new Value.Map(kept);
            }
            case Value other -> other.mapChildren(this::without);
        };
    }

    /** The value without the members that this emulator loses by any of these gaps. */
    public static Value forgiveAll(Value value, EmulatorGap... gaps) {
        var forgiven = value;
        for (var gap : gaps) {
            forgiven = gap.forgive(forgiven);
        }
        return forgiven;
    }
}
