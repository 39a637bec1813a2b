package dev.setpoint.provider.aws.s3.object;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.object.S3Object.Place;
import dev.setpoint.provider.aws.s3.object.VersionLock.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Pre-flight check that the locks of an object let it be changed or deleted, and that its bucket has locks. See
 * behaviour.md#s3-version-lock.
 */
public final class ObjectLockPreflight implements Preflight {

    static final String BYPASS = "bypassGovernance";

    private static final TypeName BUCKET = new TypeName("aws.s3.bucket");
    private static final String DATE = VersionLock.RETENTION + ".retainUntilDate";
    /** More versions are not looked at: each costs a call. */
    private static final int LOOKED_AT = 100;

    private final Aws aws;

    public ObjectLockPreflight(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        var findings = new ArrayList<Finding>();
        if (what.deletes()) {
            findings.addAll(deletion(what, call));
        }
        var wanted = VersionLock.of(what.desired());
        var uploads = what.makes() || S3Object.makesVersion(what.changed());
        if (uploads || what.changed().contains(VersionLock.RETENTION)) {
            wanted.retention().flatMap(retention -> past(what, retention)).ifPresent(findings::add);
        }
        if (!wanted.isNone() && (uploads || touchesLock(what))) {
            withoutLocks(what, all, call).ifPresent(findings::add);
        }
        if (!uploads && what.changed().contains(VersionLock.RETENTION) && findings.isEmpty()) {
            wanted.retention()
                    .flatMap(retention -> weaker(what, retention, call))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private static boolean touchesLock(PlannedChange what) {
        return what.changed().contains(VersionLock.RETENTION) || what.changed().contains(VersionLock.HOLD);
    }

    /** S3 takes no version whose retention is over before it begins. */
    private Optional<Finding> past(PlannedChange what, Retention wanted) {
        return wanted.isOver(aws.now())
                ? Optional.of(Finding.obstacle(
                                what,
                                "the retention is to end at %s, which is past.".formatted(wanted.until()),
                                "Write a later date, or remove `retention`.")
                        .about(DATE))
                : Optional.empty();
    }

    private Optional<Finding> withoutLocks(PlannedChange what, PlannedChanges all, Call call) {
        var bucket = what.desired().string("bucket");
        if (bucket.isEmpty() || hasLocks(bucket.get(), all, call)) {
            return Optional.empty();
        }
        var property = what.desired().has(VersionLock.RETENTION) ? VersionLock.RETENTION : VersionLock.HOLD;
        return Optional.of(Finding.obstacle(
                        what,
                        "the bucket %s has no object lock, so nothing in it can be locked.".formatted(bucket.get()),
                        "Switch it on with `versioning: Enabled` and `objectLock: {}` on the bucket, or remove `%s`."
                                .formatted(property))
                .about(property));
    }

    private boolean hasLocks(String bucket, PlannedChanges all, Call call) {
        var planned = all.of(BUCKET).stream()
                .filter(change -> change.desired().string("name").equals(Optional.of(bucket)))
                .toList();
        if (planned.stream().anyMatch(change -> change.desired().has("objectLock"))) {
            return true;
        }
        if (planned.stream().anyMatch(PlannedChange::makes)) {
            return false;
        }
        // A bucket that is not there is reported where references are looked up.
        return Errors.unless(code("NoSuchBucket"), () -> ObjectLock.of(aws.s3(call), bucket))
                .map(ObjectLock::on)
                .orElse(true);
    }

    /** Finds a retention of the live version that forbids the wanted one. */
    private Optional<Finding> weaker(PlannedChange what, Retention wanted, Call call) {
        var place = Place.of(what.identity().orElseThrow());
        var live = lock(aws.s3(call), place, Optional.empty())
                .flatMap(VersionLock::retention)
                .filter(retention -> !retention.isOver(aws.now()))
                .filter(retention -> retention.isMoreThan(wanted));
        if (live.isEmpty() || (!live.get().isFinal() && bypasses(what.desired()))) {
            return Optional.empty();
        }
        return Optional.of(
                live.get().isFinal()
                        ? Finding.obstacle(
                                        what,
                                        "%s is retained in compliance mode until %s: nobody can weaken or shorten that."
                                                .formatted(
                                                        place.key(), live.get().until()),
                                        "Write `mode: COMPLIANCE` with this date or a later one.")
                                .about(VersionLock.RETENTION)
                        : Finding.obstacle(
                                        what,
                                        "%s is retained in governance mode until %s: only those who may bypass it can"
                                                        .formatted(
                                                                place.key(),
                                                                live.get().until())
                                                + " shorten that.",
                                        "Set `bypassGovernance: true`, which needs s3:BypassGovernanceRetention, or"
                                                + " write this date or a later one.")
                                .about(VersionLock.RETENTION));
    }

    private static boolean bypasses(Value.Map properties) {
        return properties.bool(BYPASS).orElse(false);
    }

    /** Finds the first version that cannot be deleted. */
    private List<Finding> deletion(PlannedChange what, Call call) {
        var place = Place.of(what.identity().orElseThrow());
        var s3 = aws.s3(call);
        var locked = Errors.unless(code("NoSuchBucket"), () -> ObjectLock.of(s3, place.bucket()));
        if (locked.filter(ObjectLock::on).isEmpty()) {
            return List.of();
        }
        return new ObjectVersions(s3, place.bucket(), place.key())
                .versions()
                .limit(LOOKED_AT)
                .flatMap(
                        version -> lock(s3, place, Optional.of(version))
                                .flatMap(lock -> undeletable(what, place, version, lock))
                                .stream())
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }

    private Optional<Finding> undeletable(PlannedChange what, Place place, String version, VersionLock lock) {
        var named = "the version %s of %s in %s".formatted(version, place.key(), place.bucket());
        var retention = lock.retention().filter(lasting -> !lasting.isOver(aws.now()));
        if (retention.filter(Retention::isFinal).isPresent()) {
            return Optional.of(Finding.obstacle(
                    what,
                    "%s is locked in compliance mode: nobody can delete it before %s."
                            .formatted(named, retention.get().until()),
                    "Keep the object until then, with `--keep-data` or `lifecycle: {onDelete: retain}`."));
        }
        if (lock.held()) {
            return Optional.of(Finding.obstacle(
                    what,
                    named + " is under a legal hold.",
                    ("Lift the hold first: with `legalHold: false` in the object's block and an apply, or with `aws"
                                    + " s3api put-object-legal-hold --bucket %s --key %s --version-id %s --legal-hold"
                                    + " Status=OFF`.")
                            .formatted(place.bucket(), place.key(), version)));
        }
        if (retention.isPresent() && !bypasses(what.last())) {
            return Optional.of(Finding.obstacle(
                    what,
                    "%s is locked in governance mode until %s."
                            .formatted(named, retention.get().until()),
                    "Set `bypassGovernance: true`, which needs s3:BypassGovernanceRetention, and apply first; or keep"
                            + " the object, with `--keep-data` or `lifecycle: {onDelete: retain}`."));
        }
        return Optional.empty();
    }

    private static Optional<VersionLock> lock(S3Client s3, Place place, Optional<String> version) {
        return Errors.unless(
                        ObjectLockPreflight::isAbsent,
                        () -> s3.headObject(request -> {
                            request.bucket(place.bucket()).key(place.key());
                            version.ifPresent(request::versionId);
                        }))
                .map(VersionLock::of);
    }

    private static boolean isAbsent(ProviderException e) {
        return Errors.status(e) == HttpStatusCode.NOT_FOUND;
    }
}
