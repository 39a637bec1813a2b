package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.world.Ids;
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
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletion of objects, versions and delete markers. */
public final class ObjectDeletion extends ObjectPart {

    private static final int MOST = 1000;

    public ObjectDeletion(World world) {
        super(world);
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        buckets.require(request.bucket());
        Optional.ofNullable(request.ifMatch()).ifPresent(etag -> checkMatch(request.bucket(), request.key(), etag));
        checkBypass(request.bucket(), request.bypassGovernanceRetention());
        var marker = delete(
                request.bucket(),
                request.key(),
                Optional.ofNullable(request.versionId()),
                request.bypassGovernanceRetention());
        var response = DeleteObjectResponse.builder();
        marker.ifPresent(id -> response.deleteMarker(true).versionId(id));
        return response.build();
    }

    private void checkBypass(String bucket, @Nullable Boolean header) {
        if (Boolean.TRUE.equals(header) && bucketLock(bucket).isEmpty()) {
            throw S3Refusals.invalidArgument(
                    "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.");
        }
    }

    /** @return the version id of the delete marker that this made */
    private Optional<String> delete(String bucket, String key, Optional<String> versionId, @Nullable Boolean bypass) {
        checkAllowed(bucket, versionId.isPresent() ? "s3:DeleteObjectVersion" : "s3:DeleteObject", key, Map.of());
        var versions = versions(bucket, key);
        if (versionId.isPresent()) {
            var bypassing = mayBypass(bucket, key, bypass);
            versions.version(versionId.get())
                    .ifPresent(version -> VersionLock.of(version).checkDeletable(bypassing, world.now()));
            save(bucket, key, versions.without(versionId.get()));
            return Optional.empty();
        }
        if (buckets.configuration(bucket, S3Buckets.VERSIONING).isEmpty()) {
            save(bucket, key, versions.without(ObjectVersions.NULL));
            return Optional.empty();
        }
        var id = buckets.isVersioned(bucket) ? Ids.hex32() : ObjectVersions.NULL;
        save(
                bucket,
                key,
                versions.plus(Value.Map.EMPTY
                        .with("versionId", Value.of(id))
                        .with("deleteMarker", Value.of(true))
                        .with("modifiedAt", Value.of(world.now().toString()))));
        return Optional.of(id);
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        buckets.require(request.bucket());
        checkBypass(request.bucket(), request.bypassGovernanceRetention());
        var objects = request.delete().objects();
        if (objects.isEmpty() || objects.size() > MOST) {
            throw S3Refusals.malformedXml();
        }
        var deleted = new ArrayList<DeletedObject>();
        var errors = new ArrayList<S3Error>();
        for (var object : objects) {
            try {
                var marker = delete(
                        request.bucket(),
                        object.key(),
                        Optional.ofNullable(object.versionId()),
                        request.bypassGovernanceRetention());
                var entry = DeletedObject.builder().key(object.key()).versionId(object.versionId());
                marker.ifPresent(id -> entry.deleteMarker(true).deleteMarkerVersionId(id));
                deleted.add(entry.build());
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
        var quiet = Boolean.TRUE.equals(request.delete().quiet());
        return DeleteObjectsResponse.builder()
                .deleted(quiet ? List.of() : deleted)
                .errors(errors)
                .build();
    }
}
