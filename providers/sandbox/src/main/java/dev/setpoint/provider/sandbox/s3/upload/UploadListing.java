package dev.setpoint.provider.sandbox.s3.upload;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Part;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.listing.ListPage;
import dev.setpoint.provider.sandbox.s3.listing.ListRequest;
import dev.setpoint.provider.sandbox.s3.object.ObjectDescription;
import dev.setpoint.provider.sandbox.world.Account;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/** Lists of unfinished uploads and of their parts. */
public final class UploadListing extends S3Part {

    private static final List<String> ECHOED = List.of("prefix", "delimiter", "encodingType");

    private static final Value OWNER = Value.Map.EMPTY.with("id", Value.of(Account.CANONICAL_ID));

    public UploadListing(World world) {
        super(world);
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        buckets.require(request.bucket());
        var members = SdkShapes.PLAIN.toValue(request);
        var keyMarker = members.string("keyMarker").orElse("");
        var uploadMarker =
                keyMarker.isEmpty() ? "" : members.string("uploadIdMarker").orElse("");
        var list = ListRequest.of(members, "maxUploads", keyMarker);
        var page = ListPage.of(after(uploads(request.bucket()), keyMarker, uploadMarker), Upload::key, list);
        var response = ListMultipartUploadsResponse.builder()
                .bucket(request.bucket())
                .keyMarker(keyMarker)
                .uploadIdMarker(uploadMarker)
                .maxUploads(list.limit())
                .isTruncated(page.truncated());
        for (var member : ECHOED) {
            members.get(member).ifPresent(value -> SdkShapes.PLAIN.fill(response, Value.Map.EMPTY.with(member, value)));
        }
        if (!page.lastKey().isEmpty()) {
            response.nextKeyMarker(page.lastKey());
            page.last().ifPresent(last -> response.nextUploadIdMarker(last.id()));
        }
        if (!page.entries().isEmpty()) {
            response.uploads(page.entries().stream().map(UploadListing::listed).toList());
        }
        if (!page.prefixes().isEmpty()) {
            response.commonPrefixes(page.prefixes().stream()
                    .map(prefix -> CommonPrefix.builder().prefix(prefix).build())
                    .toList());
        }
        return response.build();
    }

    private List<Upload> uploads(String bucket) {
        return world.documents().under(S3Buckets.uploads(bucket)).values().stream()
                .map(document -> new Upload(world, bucket, document))
                .sorted(Comparator.comparing(Upload::key, ListPage.ORDER)
                        .thenComparing(Upload::initiated)
                        .thenComparing(Upload::id))
                .toList();
    }

    private static List<Upload> after(List<Upload> uploads, String key, String id) {
        var rest = new ArrayList<Upload>();
        var passed = false;
        for (var upload : uploads) {
            var order = ListPage.ORDER.compare(upload.key(), key);
            if (order > 0 || (order == 0 && passed)) {
                rest.add(upload);
            }
            passed |= order == 0 && upload.id().equals(id);
        }
        return rest;
    }

    private static MultipartUpload listed(Upload upload) {
        var members = common(upload)
                .with("uploadId", Value.of(upload.id()))
                .with("key", Value.of(upload.key()))
                .with("initiated", Value.of(upload.initiated().toString()));
        return SdkShapes.PLAIN.take(MultipartUpload.builder(), members).build();
    }

    /** Returns the members that both lists have of an upload. */
    private static Value.Map common(Upload upload) {
        return upload.document()
                .with(
                        "storageClass",
                        Value.of(
                                ObjectDescription.storageClass(upload.document().map("description"))))
                .with("owner", OWNER)
                .with("initiator", OWNER);
    }

    @Override
    public ListPartsResponse listParts(ListPartsRequest request) {
        buckets.require(request.bucket());
        var members = SdkShapes.PLAIN.toValue(request);
        var upload = Upload.of(world, members);
        var most = Optional.ofNullable(request.maxParts()).orElse(ListRequest.MOST);
        if (most < 0) {
            throw S3Refusals.invalidArgument(
                    "Argument max-parts must be an integer between 0 and " + Integer.MAX_VALUE);
        }
        var limit = Math.min(most, ListRequest.MOST);
        var marker = Optional.ofNullable(request.partNumberMarker()).orElse(0);
        var rest = upload.parts().stream()
                .filter(part -> part.integer("partNumber").orElse(0) > marker)
                .toList();
        var page = rest.subList(0, Math.min(rest.size(), limit));
        var response = ListPartsResponse.builder();
        SdkShapes.PLAIN.take(response, common(upload));
        response.bucket(request.bucket())
                .key(upload.key())
                .uploadId(upload.id())
                .partNumberMarker(marker)
                .nextPartNumberMarker(
                        page.isEmpty()
                                ? 0
                                : page.getLast().integer("partNumber").orElse(0))
                .maxParts(limit)
                .isTruncated(page.size() < rest.size());
        if (!page.isEmpty()) {
            response.parts(page.stream()
                    .map(part -> SdkShapes.PLAIN.take(Part.builder(), part).build())
                    .toList());
        }
        return response.build();
    }
}
