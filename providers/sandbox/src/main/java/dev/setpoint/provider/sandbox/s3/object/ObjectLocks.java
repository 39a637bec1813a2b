package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.configuration.ObjectLock;
import dev.setpoint.provider.sandbox.s3.object.VersionLock.Retention;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.GetObjectLegalHoldRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLegalHoldResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.PutObjectLegalHoldRequest;
import software.amazon.awssdk.services.s3.model.PutObjectLegalHoldResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionResponse;

/** Retention and legal hold of versions that exist. See behaviour.md#s3-version-lock. */
public final class ObjectLocks extends ObjectPart {

    public ObjectLocks(World world) {
        super(world);
    }

    @Override
    public GetObjectRetentionResponse getObjectRetention(GetObjectRetentionRequest request) {
        var version = lockable(request.bucket(), request.key(), Optional.ofNullable(request.versionId()));
        checkAllowed(request.bucket(), "s3:GetObjectRetention", request.key(), Map.of());
        var retention = VersionLock.of(version).retention().orElseThrow(ObjectLocks::none);
        return GetObjectRetentionResponse.builder()
                .retention(r -> r.mode(retention.mode()).retainUntilDate(retention.until()))
                .build();
    }

    @Override
    public PutObjectRetentionResponse putObjectRetention(PutObjectRetentionRequest request) {
        var versionId = Optional.ofNullable(request.versionId());
        lockable(request.bucket(), request.key(), versionId);
        var retention = retention(Optional.ofNullable(request.retention()));
        retention.ifPresent(wanted -> VersionLock.checkFuture(wanted.until(), world.now()));
        checkAllowed(
                request.bucket(),
                "s3:PutObjectRetention",
                request.key(),
                new VersionLock(retention, Optional.empty()).conditionKeys(world.now()));
        var bypass = mayBypass(request.bucket(), request.key(), request.bypassGovernanceRetention());
        change(request.bucket(), request.key(), versionId, lock -> lock.with(retention, bypass, world.now()));
        return PutObjectRetentionResponse.builder().build();
    }

    /** Returns the retention of a request; an empty one takes the retention away. */
    private static Optional<Retention> retention(Optional<ObjectLockRetention> wanted) {
        if (wanted.isEmpty()) {
            throw S3Refusals.malformedXml();
        }
        var mode = Optional.ofNullable(wanted.get().modeAsString());
        var until = Optional.ofNullable(wanted.get().retainUntilDate());
        if (mode.isEmpty() && until.isEmpty()) {
            return Optional.empty();
        }
        if (until.isEmpty() || mode.filter(VersionLock::isMode).isEmpty()) {
            throw S3Refusals.malformedXml();
        }
        return Optional.of(new Retention(mode.get(), until.get()));
    }

    @Override
    public GetObjectLegalHoldResponse getObjectLegalHold(GetObjectLegalHoldRequest request) {
        var version = lockable(request.bucket(), request.key(), Optional.ofNullable(request.versionId()));
        checkAllowed(request.bucket(), "s3:GetObjectLegalHold", request.key(), Map.of());
        var hold = VersionLock.of(version).hold().orElseThrow(ObjectLocks::none);
        return GetObjectLegalHoldResponse.builder()
                .legalHold(h -> h.status(hold))
                .build();
    }

    @Override
    public PutObjectLegalHoldResponse putObjectLegalHold(PutObjectLegalHoldRequest request) {
        var versionId = Optional.ofNullable(request.versionId());
        lockable(request.bucket(), request.key(), versionId);
        var hold = Optional.ofNullable(request.legalHold())
                .flatMap(wanted -> Optional.ofNullable(wanted.statusAsString()))
                .filter(VersionLock::isHold)
                .orElseThrow(S3Refusals::malformedXml);
        checkAllowed(
                request.bucket(),
                "s3:PutObjectLegalHold",
                request.key(),
                new VersionLock(Optional.empty(), Optional.of(hold)).conditionKeys(world.now()));
        change(request.bucket(), request.key(), versionId, lock -> lock.held(hold));
        return PutObjectLegalHoldResponse.builder().build();
    }

    /** Returns the version, if the bucket has an object lock. */
    private Value.Map lockable(String bucket, String key, Optional<String> versionId) {
        buckets.require(bucket);
        if (bucketLock(bucket).isEmpty()) {
            throw ObjectLock.missing();
        }
        return readable(bucket, key, versionId);
    }

    private void change(String bucket, String key, Optional<String> versionId, UnaryOperator<VersionLock> change) {
        var version = readable(bucket, key, versionId);
        var changed = change.apply(VersionLock.of(version)).in(version);
        save(bucket, key, versions(bucket, key).with(changed));
    }

    private static AwsServiceException none() {
        return S3Refusals.refusal(
                "NoSuchObjectLockConfiguration", 404, "The specified object does not have a ObjectLock configuration");
    }
}
