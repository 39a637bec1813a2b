package dev.setpoint.provider.aws.s3.object;

import dev.setpoint.engine.value.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/**
 * Lock of one version, in the words of the schema: until when it is retained, and whether it is under a legal hold.
 * See behaviour.md#s3-version-lock.
 */
record VersionLock(Optional<Retention> retention, boolean held) {

    static final String RETENTION = "retention";
    static final String HOLD = "legalHold";

    private static final String MODE = "mode";
    private static final String UNTIL = "retainUntilDate";
    private static final String COMPLIANCE = ObjectLockMode.COMPLIANCE.toString();

    /** Time in which a version cannot be deleted. */
    record Retention(String mode, Instant until) {

        boolean isOver(Instant now) {
            return !until.isAfter(now);
        }

        /** True when nobody can shorten it or delete the version. */
        boolean isFinal() {
            return mode.equals(COMPLIANCE);
        }

        /** True when a change to the other one would protect the version less. */
        boolean isMoreThan(Retention other) {
            return other.until().isBefore(until) || (isFinal() && !other.isFinal());
        }
    }

    /** Reads it from a HEAD, which leaves it out for callers that may not see locks. */
    static VersionLock of(HeadObjectResponse head) {
        return new VersionLock(
                Optional.ofNullable(head.objectLockModeAsString())
                        .flatMap(mode -> Optional.ofNullable(head.objectLockRetainUntilDate())
                                .map(until -> new Retention(mode, until))),
                head.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON);
    }

    /** Reads what a spec asks for; without a retention whose date is not known yet. */
    static VersionLock of(Value.Map desired) {
        var retention = desired.map(RETENTION);
        return new VersionLock(
                retention
                        .string(MODE)
                        .flatMap(mode -> retention
                                .string(UNTIL)
                                .flatMap(VersionLock::instant)
                                .map(until -> new Retention(mode, until))),
                desired.bool(HOLD).orElse(false));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    boolean isNone() {
        return retention.isEmpty() && !held;
    }

    /** Properties of the object. */
    Map<String, Value> properties() {
        var properties = new LinkedHashMap<String, Value>();
        retention.ifPresent(lasting -> properties.put(
                RETENTION,
                Value.Map.EMPTY
                        .with(MODE, Value.of(lasting.mode()))
                        .with(UNTIL, Value.of(lasting.until().toString()))));
        properties.put(HOLD, Value.of(held));
        return properties;
    }

    /** Members of a request that uploads a version with this lock. */
    Value.Map members() {
        var members = Value.Map.EMPTY;
        if (retention.isPresent()) {
            members = members.with("objectLockMode", Value.of(retention.get().mode()))
                    .with(
                            "objectLockRetainUntilDate",
                            Value.of(retention.get().until().toString()));
        }
        return held ? members.with("objectLockLegalHoldStatus", Value.of("ON")) : members;
    }
}
