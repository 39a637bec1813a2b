package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.configuration.ObjectLock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Lock of one version: its retention and its legal hold, which have nothing to do with each other. See
 * behaviour.md#s3-version-lock.
 */
record VersionLock(Optional<Retention> retention, Optional<String> hold) {

    static final String GOVERNANCE = "GOVERNANCE";
    static final String COMPLIANCE = "COMPLIANCE";

    private static final String MODE = "objectLockMode";
    private static final String UNTIL = "objectLockRetainUntilDate";
    private static final String HOLD = "objectLockLegalHoldStatus";
    private static final String ON = "ON";

    /** Retention of a version, which lasts until it is over or taken away. */
    record Retention(String mode, Instant until) {}

    /** Returns the lock that a stored version has. */
    static VersionLock of(Value.Map version) {
        return new VersionLock(
                version.string(MODE)
                        .flatMap(mode -> version.string(UNTIL).map(until -> new Retention(mode, Instant.parse(until)))),
                version.string(HOLD));
    }

    /**
     * Returns the lock of a new version.
     *
     * @param request of any upload, by its members' names
     * @param bucketLock the bucket's object lock
     */
    static VersionLock uploaded(Value.Map request, Optional<Value.Map> bucketLock, Instant now) {
        var mode = request.string(MODE);
        var until = request.string(UNTIL).map(Instant::parse);
        if (mode.isPresent() != until.isPresent()) {
            throw S3Refusals.invalidArgument(
                    "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied");
        }
        if (mode.filter(text -> !isMode(text)).isPresent()) {
            throw S3Refusals.invalidArgument("Unknown wormMode directive.");
        }
        var hold = request.string(HOLD);
        if (hold.filter(status -> !isHold(status)).isPresent()) {
            throw S3Refusals.invalidArgument("Legal Hold must be either of 'ON' or 'OFF'");
        }
        if (bucketLock.isEmpty()) {
            if (mode.isPresent() || hold.isPresent()) {
                throw ObjectLock.missing();
            }
            return new VersionLock(Optional.empty(), Optional.empty());
        }
        until.ifPresent(date -> checkFuture(date, now));
        var asked = mode.map(text -> new Retention(text, until.orElseThrow()));
        return new VersionLock(asked.or(() -> standard(ObjectLock.retention(bucketLock.get()), now)), hold);
    }

    private static Optional<Retention> standard(Value.Map retention, Instant now) {
        return retention.string("mode").map(mode -> {
            var start = now.atOffset(ZoneOffset.UTC);
            var end = start.plusDays(retention.integer("days").orElse(0))
                    .plusYears(retention.integer("years").orElse(0));
            return new Retention(mode, end.toInstant());
        });
    }

    static void checkFuture(Instant until, Instant now) {
        if (!until.isAfter(now)) {
            throw S3Refusals.invalidArgument("The retain until date must be in the future!");
        }
    }

    static boolean isMode(String text) {
        return Set.of(GOVERNANCE, COMPLIANCE).contains(text);
    }

    static boolean isHold(String text) {
        return Set.of(ON, "OFF").contains(text);
    }

    /** Returns the version with this lock in the place of its own. */
    Value.Map in(Value.Map version) {
        var locked = version;
        for (var member : List.of(MODE, UNTIL, HOLD)) {
            locked = locked.without(member);
        }
        return locked.plus(members());
    }

    /** Returns the members of a version, which uploads, HEAD and GET name alike. */
    Value.Map members() {
        var members = new LinkedHashMap<String, Value>();
        retention.ifPresent(lasting -> {
            members.put(MODE, Value.of(lasting.mode()));
            members.put(UNTIL, Value.of(lasting.until().toString()));
        });
        hold.ifPresent(status -> members.put(HOLD, Value.of(status)));
        return new Value.Map(members);
    }

    /** Returns the condition keys that a bucket policy sees of this lock. */
    Map<String, String> conditionKeys(Instant now) {
        var keys = new HashMap<String, String>();
        retention.ifPresent(lasting -> {
            keys.put("s3:object-lock-mode", lasting.mode());
            keys.put("s3:object-lock-retain-until-date", lasting.until().toString());
            keys.put(
                    "s3:object-lock-remaining-retention-days",
                    String.valueOf(Duration.between(now, lasting.until()).toDays()));
        });
        hold.ifPresent(status -> keys.put("s3:object-lock-legal-hold", status));
        return keys;
    }

    /** Refuses a deletion of the version before its time. */
    void checkDeletable(boolean bypass, Instant now) {
        var lasting = retention.filter(lock -> lock.until().isAfter(now));
        var retained = lasting.isPresent() && !(bypass && lasting.get().mode().equals(GOVERNANCE));
        if (retained || hold.equals(Optional.of(ON))) {
            throw locked();
        }
    }

    /** Returns the lock with another retention; refuses one that protects the version less. */
    VersionLock with(Optional<Retention> other, boolean bypass, Instant now) {
        var lasting = retention.filter(lock -> lock.until().isAfter(now));
        if (lasting.isPresent() && isLess(other, lasting.get())) {
            if (lasting.get().mode().equals(COMPLIANCE) || !bypass) {
                throw locked();
            }
        }
        return new VersionLock(other, hold);
    }

    private static boolean isLess(Optional<Retention> wanted, Retention lasting) {
        return wanted.isEmpty()
                || wanted.get().until().isBefore(lasting.until())
                || (wanted.get().mode().equals(GOVERNANCE) && lasting.mode().equals(COMPLIANCE));
    }

    VersionLock held(String status) {
        return new VersionLock(retention, Optional.of(status));
    }

    private static AwsServiceException locked() {
        return S3Refusals.refusal("AccessDenied", 403, "Access Denied because object protected by object lock.");
    }
}
