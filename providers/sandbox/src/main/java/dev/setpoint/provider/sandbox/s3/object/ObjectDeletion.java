package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.content.UploadHeaders;
import dev.setpoint.provider.sandbox.s3.content.VersionIds;
import dev.setpoint.provider.sandbox.s3.content.WriteConditions;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletion of objects, versions and delete markers. See behaviour.md#s3-object-deletion. */
public final class ObjectDeletion extends ObjectPart {

    private static final int MOST = 1000;

    public ObjectDeletion(World world) {
        super(world);
    }

    /**
     * Outcome of a deletion.
     *
     * @param versionId that the request named, or of the delete marker that it made; empty without versioning
     * @param marker whether the version is a delete marker
     */
    private record Deleted(Optional<String> versionId, boolean marker) {}

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        buckets.require(request.bucket());
        checkConditions(request.ifMatchLastModifiedTime() != null, request.ifMatchSize() != null);
        checkMatch(request.bucket(), request.key(), request.ifMatch());
        checkBypass(request.bucket(), request.bypassGovernanceRetention());
        var versionId = Optional.ofNullable(request.versionId());
        versionId.ifPresent(ObjectPart::checkGiven);
        var deleted = delete(request.bucket(), request.key(), versionId, request.bypassGovernanceRetention());
        var response = DeleteObjectResponse.builder();
        deleted.versionId().ifPresent(response::versionId);
        return (deleted.marker() ? response.deleteMarker(true) : response).build();
    }

    /** Refuses conditions that only buckets of directories take. */
    private static void checkConditions(boolean time, boolean size) {
        if (time) {
            throw WriteConditions.notImplemented("x-amz-if-match-last-modified-time");
        }
        if (size) {
            throw WriteConditions.notImplemented("x-amz-if-match-size");
        }
    }

    private void checkMatch(String bucket, String key, @Nullable String wanted) {
        if (wanted != null) {
            WriteConditions.checkMatch(wanted, etag(bucket, key));
        }
    }

    private void checkBypass(String bucket, @Nullable Boolean header) {
        if (Boolean.TRUE.equals(header) && bucketLock(bucket).isEmpty()) {
            throw S3Refusals.invalidArgument(
                    "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.");
        }
    }

    private Deleted delete(String bucket, String key, Optional<String> versionId, @Nullable Boolean bypass) {
        UploadHeaders.checkKey(Optional.ofNullable(key).orElse(""));
        checkAllowed(bucket, versionId.isPresent() ? "s3:DeleteObjectVersion" : "s3:DeleteObject", key, Map.of());
        var versions = versions(bucket, key);
        var versioned = buckets.configuration(bucket, S3Buckets.VERSIONING).isPresent();
        if (versionId.isPresent()) {
            var bypassing = mayBypass(bucket, key, bypass);
            var version = versions.version(versionId.get());
            version.ifPresent(found -> VersionLock.of(found).checkDeletable(bypassing, world.now()));
            save(bucket, key, versions.without(versionId.get()));
            return new Deleted(
                    versioned ? versionId : Optional.empty(),
                    version.filter(ObjectVersions::marker).isPresent());
        }
        if (!versioned) {
            save(bucket, key, versions.without(VersionIds.NULL));
            return new Deleted(Optional.empty(), false);
        }
        var id = buckets.isVersioned(bucket) ? VersionIds.next(world.now()) : VersionIds.NULL;
        save(
                bucket,
                key,
                versions.plus(Value.Map.EMPTY
                        .with("versionId", Value.of(id))
                        .with("deleteMarker", Value.of(true))
                        .with("modifiedAt", Value.of(world.now().toString()))));
        return new Deleted(Optional.of(id), true);
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        buckets.require(request.bucket());
        checkBypass(request.bucket(), request.bypassGovernanceRetention());
        var objects = request.delete() == null
                ? List.<ObjectIdentifier>of()
                : request.delete().objects();
        if (objects.isEmpty() || objects.size() > MOST) {
            throw S3Refusals.malformedXml();
        }
        var deleted = new ArrayList<DeletedObject>();
        var errors = new ArrayList<S3Error>();
        for (var object : objects) {
            try {
                deleted.add(delete(request, object));
            } catch (AwsServiceException e) {
                // One that is refused does not stop the others.
                errors.add(S3Error.builder()
                        .key(object.key())
                        .versionId(object.versionId())
                        .code(e.awsErrorDetails().errorCode())
                        .message(e.awsErrorDetails().errorMessage())
                        .build());
            }
        }
        var response = DeleteObjectsResponse.builder();
        if (!deleted.isEmpty() && !Boolean.TRUE.equals(request.delete().quiet())) {
            response.deleted(deleted);
        }
        return (errors.isEmpty() ? response : response.errors(errors)).build();
    }

    private DeletedObject delete(DeleteObjectsRequest request, ObjectIdentifier object) {
        checkConditions(object.lastModifiedTime() != null, object.size() != null);
        checkMatch(request.bucket(), object.key(), object.eTag());
        var versionId = Optional.ofNullable(object.versionId());
        if (versionId.filter(id -> !VersionIds.isGiven(id)).isPresent()) {
            throw S3Refusals.refusal("NoSuchVersion", 404, "The specified version does not exist.");
        }
        var deleted = delete(request.bucket(), object.key(), versionId, request.bypassGovernanceRetention());
        var entry = DeletedObject.builder().key(object.key()).versionId(object.versionId());
        if (deleted.marker()) {
            entry.deleteMarker(true);
            deleted.versionId().ifPresent(entry::deleteMarkerVersionId);
        }
        return entry.build();
    }
}
