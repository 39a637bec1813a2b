package dev.setpoint.provider.sandbox.s3.listing;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.bucket.S3Part;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.content.VersionIds;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists of objects and of their versions. */
public final class ObjectListing extends S3Part {

    private static final List<String> ECHOED = List.of("prefix", "delimiter", "encodingType", "startAfter");

    public ObjectListing(World world) {
        super(world);
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        buckets.require(request.bucket());
        var members = SdkShapes.PLAIN.toValue(request);
        var passed = Optional.ofNullable(request.continuationToken()).map(ContinuationToken::key);
        var after = passed.or(() -> Optional.ofNullable(request.startAfter())).orElse("");
        var list = ListRequest.of(members, "maxKeys", passed.orElse(""));
        var rest = ListedVersion.all(world, request.bucket(), list.prefix()).stream()
                .filter(entry -> entry.latest() && !entry.marker() && ListPage.ORDER.compare(entry.key(), after) > 0)
                .toList();
        var page = ListPage.of(rest, ListedVersion::key, list);
        var owners = Boolean.TRUE.equals(request.fetchOwner());
        var response = ListObjectsV2Response.builder()
                .name(request.bucket())
                .prefix("")
                .keyCount(page.entries().size() + page.prefixes().size())
                .maxKeys(list.limit())
                .isTruncated(page.truncated())
                .continuationToken(request.continuationToken());
        SdkShapes.PLAIN.take(response, echoed(members));
        if (!page.entries().isEmpty()) {
            response.contents(page.entries().stream()
                    .map(entry -> SdkShapes.PLAIN.build(
                            S3Object.builder(),
                            owners ? entry.object().with("owner", ListedVersion.OWNER) : entry.object()))
                    .toList());
        }
        if (!page.prefixes().isEmpty()) {
            response.commonPrefixes(prefixes(page.prefixes()));
        }
        return (page.truncated() ? response.nextContinuationToken(ContinuationToken.of(page.lastKey())) : response)
                .build();
    }

    /** Returns the members of a request that the answer repeats. */
    private static Value.Map echoed(Value.Map request) {
        var echoed = Value.Map.EMPTY;
        for (var member : ECHOED) {
            var value = request.get(member);
            echoed = value.isPresent() ? echoed.with(member, value.get()) : echoed;
        }
        return echoed;
    }

    static List<CommonPrefix> prefixes(List<String> prefixes) {
        return prefixes.stream()
                .map(prefix -> CommonPrefix.builder().prefix(prefix).build())
                .toList();
    }

    @Override
    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
        buckets.require(request.bucket());
        var members = SdkShapes.PLAIN.toValue(request);
        var keyMarker = members.string("keyMarker").orElse("");
        checkMarkers(keyMarker, members.string("versionIdMarker"));
        var versionMarker = members.string("versionIdMarker").orElse("");
        var list = ListRequest.of(members, "maxKeys", keyMarker);
        var rest = after(ListedVersion.all(world, request.bucket(), list.prefix()), keyMarker, versionMarker);
        var page = ListPage.of(rest, ListedVersion::key, list);
        var response = ListObjectVersionsResponse.builder()
                .name(request.bucket())
                .prefix("")
                .keyMarker(keyMarker)
                .versionIdMarker(versionMarker)
                .maxKeys(list.limit())
                .isTruncated(page.truncated());
        SdkShapes.PLAIN.take(response, echoed(members));
        var versions = page.entries().stream().filter(entry -> !entry.marker()).toList();
        var markers = page.entries().stream().filter(ListedVersion::marker).toList();
        if (!versions.isEmpty()) {
            response.versions(versions.stream()
                    .map(entry -> SdkShapes.PLAIN.build(ObjectVersion.builder(), entry.listed()))
                    .toList());
        }
        if (!markers.isEmpty()) {
            response.deleteMarkers(markers.stream()
                    .map(entry -> SdkShapes.PLAIN
                            .take(DeleteMarkerEntry.builder(), entry.listed())
                            .build())
                    .toList());
        }
        if (!page.prefixes().isEmpty()) {
            response.commonPrefixes(prefixes(page.prefixes()));
        }
        if (page.truncated()) {
            response.nextKeyMarker(page.lastKey());
            page.last().ifPresent(entry -> response.nextVersionIdMarker(entry.id()));
        }
        return response.build();
    }

    private static void checkMarkers(String keyMarker, Optional<String> versionMarker) {
        if (versionMarker.isEmpty()) {
            return;
        }
        if (versionMarker.get().isEmpty()) {
            throw S3Refusals.invalidArgument("A version-id marker cannot be empty.");
        }
        if (keyMarker.isEmpty()) {
            throw S3Refusals.invalidArgument("A version-id marker cannot be specified without a key marker.");
        }
    }

    /** Returns the entries after the last version of the page before, or of later keys when only a key is given. */
    private static List<ListedVersion> after(List<ListedVersion> entries, String key, String versionId) {
        var rest = new ArrayList<ListedVersion>();
        var passed = false;
        for (var entry : entries) {
            var order = ListPage.ORDER.compare(entry.key(), key);
            if (order > 0 || (order == 0 && !versionId.isEmpty() && (passed || isOlder(entry.id(), versionId)))) {
                rest.add(entry);
            }
            passed |= order == 0 && entry.id().equals(versionId);
        }
        if (!passed && !versionId.isEmpty() && !VersionIds.isGiven(versionId)) {
            throw S3Refusals.invalidArgument("Invalid version id specified");
        }
        return rest;
    }

    /** Returns true for a version that comes after one that may be gone. */
    private static boolean isOlder(String id, String marker) {
        var time = VersionIds.time(id);
        var before = VersionIds.time(marker);
        return time.isPresent() && before.isPresent() && time.get() < before.get();
    }
}
