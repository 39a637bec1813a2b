package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.world.Account;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists of objects and of their versions, in pages of at most a thousand. */
public final class ObjectListing extends ObjectPart {

    private static final int PAGE = 1000;

    public ObjectListing(World world) {
        super(world);
    }

    private record Entry(String key, Value.Map version, boolean latest) {}

    private List<Entry> entries(String bucket, String prefix) {
        var entries = new ArrayList<Entry>();
        world.documents().under(S3Buckets.objects(bucket) + prefix).values().forEach(document -> {
            var versions = ObjectVersions.of(Optional.of(document)).all();
            for (var i = 0; i < versions.size(); i++) {
                entries.add(new Entry(document.string("key").orElse(""), versions.get(i), i == 0));
            }
        });
        return entries;
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        buckets.require(request.bucket());
        var prefix = Optional.ofNullable(request.prefix()).orElse("");
        var after = Optional.ofNullable(request.continuationToken())
                .or(() -> Optional.ofNullable(request.startAfter()))
                .orElse("");
        var found = entries(request.bucket(), prefix).stream()
                .filter(entry -> entry.latest() && !ObjectVersions.marker(entry.version()))
                .filter(entry -> entry.key().compareTo(after) > 0)
                .toList();
        var page = found.subList(0, Math.min(found.size(), size(request.maxKeys())));
        var response = ListObjectsV2Response.builder()
                .name(request.bucket())
                .prefix(prefix)
                .keyCount(page.size())
                .maxKeys(size(request.maxKeys()))
                .isTruncated(page.size() < found.size())
                .contents(page.stream()
                        .map(entry -> S3Object.builder()
                                .key(entry.key())
                                .size(entry.version().integer("size").orElse(0).longValue())
                                .eTag(entry.version().string("etag").orElse(""))
                                .storageClass("STANDARD")
                                .lastModified(Objects.modified(entry.version()))
                                .build())
                        .toList());
        return (page.size() < found.size()
                        ? response.nextContinuationToken(page.getLast().key())
                        : response)
                .build();
    }

    private static int size(@org.jspecify.annotations.Nullable Integer asked) {
        return asked == null ? PAGE : Math.min(asked, PAGE);
    }

    @Override
    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
        buckets.require(request.bucket());
        var prefix = Optional.ofNullable(request.prefix()).orElse("");
        var rest = after(
                entries(request.bucket(), prefix),
                Optional.ofNullable(request.keyMarker()).orElse(""),
                Optional.ofNullable(request.versionIdMarker()).orElse(""));
        var page = rest.subList(0, Math.min(rest.size(), size(request.maxKeys())));
        var truncated = page.size() < rest.size();
        var response = ListObjectVersionsResponse.builder()
                .name(request.bucket())
                .prefix(prefix)
                .maxKeys(size(request.maxKeys()))
                .isTruncated(truncated)
                .versions(page.stream()
                        .filter(entry -> !ObjectVersions.marker(entry.version()))
                        .map(ObjectListing::version)
                        .toList())
                .deleteMarkers(page.stream()
                        .filter(entry -> ObjectVersions.marker(entry.version()))
                        .map(ObjectListing::marker)
                        .toList());
        if (truncated) {
            response.nextKeyMarker(page.getLast().key())
                    .nextVersionIdMarker(ObjectVersions.id(page.getLast().version()));
        }
        return response.build();
    }

    /** Returns the entries after the last version of the page before, or of later keys when only a key is given. */
    private static List<Entry> after(List<Entry> entries, String key, String versionId) {
        var rest = new ArrayList<Entry>();
        var passed = false;
        for (var entry : entries) {
            var order = entry.key().compareTo(key);
            if (order > 0 || (order == 0 && passed && !versionId.isEmpty())) {
                rest.add(entry);
            }
            passed |= order == 0 && ObjectVersions.id(entry.version()).equals(versionId);
        }
        return rest;
    }

    private static ObjectVersion version(Entry entry) {
        return ObjectVersion.builder()
                .key(entry.key())
                .versionId(ObjectVersions.id(entry.version()))
                .isLatest(entry.latest())
                .size(entry.version().integer("size").orElse(0).longValue())
                .eTag(entry.version().string("etag").orElse(""))
                .storageClass("STANDARD")
                .lastModified(Objects.modified(entry.version()))
                .owner(owner -> owner.id(Account.CANONICAL_ID))
                .build();
    }

    private static DeleteMarkerEntry marker(Entry entry) {
        return DeleteMarkerEntry.builder()
                .key(entry.key())
                .versionId(ObjectVersions.id(entry.version()))
                .isLatest(entry.latest())
                .lastModified(Objects.modified(entry.version()))
                .owner(owner -> owner.id(Account.CANONICAL_ID))
                .build();
    }
}
