package dev.setpoint.provider.aws.s3.object;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.aws.shape.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Writes one object. What is longer than a part goes up in parts, several at a time: the SDK has that for asynchronous
 * clients alone, which would pass by the limit of requests in flight and the sandbox.
 *
 * @param onlyNew whether S3 shall refuse it when there is such an object
 * @param more members of the request for settings that no property has
 */
record ObjectUpload(S3Client s3, String bucket, String key, boolean onlyNew, Value.Map more, Call call) {

    private static final SdkShapes SHAPES = SdkShapes.PLAIN;

    /** Properties that are members of the requests under the same name. */
    private static final List<String> PLAIN = List.of(
            "bucket",
            "key",
            "contentType",
            "cacheControl",
            "contentDisposition",
            "contentEncoding",
            "contentLanguage",
            "metadata",
            "storageClass");

    private static final String OCTETS = "application/octet-stream";
    private static final String ABSENT = "*";

    /** Parts of one file on their way at the same time. */
    private static final int AT_ONCE = 8;

    void put(ObjectContent content, ContentDigest digest, Value.Map desired) {
        if (content.parts() == 1) {
            inOne(content, digest, desired);
        } else {
            abandonUnfinished(s3, bucket, key);
            inParts(content, digest, desired);
        }
    }

    private void inOne(ObjectContent content, ContentDigest digest, Value.Map desired) {
        var request = SHAPES.build(PutObjectRequest.builder(), members(desired)).toBuilder()
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                .checksumSHA256(digest.checksum())
                .contentLength(content.size());
        s3.putObject((onlyNew ? request.ifNoneMatch(ABSENT) : request).build(), body(content, 0));
    }

    private static RequestBody body(ObjectContent content, int part) {
        return RequestBody.fromContentProvider(() -> content.part(part), content.length(part), OCTETS);
    }

    /** Members of an upload request, by the SDK's names. */
    private Value.Map members(Value.Map desired) {
        var members = more;
        for (var name : PLAIN) {
            var value = desired.get(name);
            members = value.isPresent() ? members.with(name, value.get()) : members;
        }
        var encryption = desired.map("encryption");
        for (var entry : Map.of(
                        "algorithm", "serverSideEncryption",
                        "kmsKey", "ssekmsKeyId",
                        "bucketKey", "bucketKeyEnabled")
                .entrySet()) {
            var value = encryption.get(entry.getKey());
            members = value.isPresent() ? members.with(entry.getValue(), value.get()) : members;
        }
        members = members.plus(VersionLock.of(desired).members());
        var tags = Tags.wanted(desired);
        return tags.isEmpty() ? members : members.with("tagging", Value.of(tagging(tags)));
    }

    private static String tagging(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> SdkHttpUtils.urlEncode(tag.getKey()) + "=" + SdkHttpUtils.urlEncode(tag.getValue()))
                .collect(Collectors.joining("&"));
    }

    private void inParts(ObjectContent content, ContentDigest digest, Value.Map desired) {
        var upload = s3.createMultipartUpload(
                        SHAPES.build(CreateMultipartUploadRequest.builder(), members(desired)).toBuilder()
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                .build())
                .uploadId();
        try {
            var parts = parts(content, digest, upload);
            s3.completeMultipartUpload(request -> {
                request.bucket(bucket).key(key).uploadId(upload).multipartUpload(u -> u.parts(parts));
                if (onlyNew) {
                    request.ifNoneMatch(ABSENT);
                }
            });
        } finally {
            // Of a request to begin whose answer was lost, there may be a second upload.
            abandonUnfinished(s3, bucket, key);
        }
    }

    /** Runs the uploads at once. The first failure is thrown, and waiting uploads are not begun. */
    private List<CompletedPart> parts(ObjectContent content, ContentDigest digest, String upload) {
        var done = new AtomicLong();
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var running = IntStream.range(0, content.parts())
                    .mapToObj(part -> CompletableFuture.supplyAsync(
                            () -> part(content, digest.checksum(part), upload, part, done), threads))
                    .toList();
            try {
                return running.stream().map(CompletableFuture::join).toList();
            } catch (CompletionException e) {
                running.forEach(part -> part.cancel(false));
                threads.shutdownNow();
                if (e.getCause() instanceof ProviderException problem) {
                    throw problem;
                }
                throw e;
            }
        }
    }

    private CompletedPart part(ObjectContent content, String checksum, String upload, int part, AtomicLong done) {
        var answer = s3.uploadPart(
                r -> r.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(part + 1)
                        .contentLength(content.length(part))
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .checksumSHA256(checksum),
                body(content, part));
        call.progress(String.format(
                Locale.ROOT,
                "uploaded %,d of %,d MiB of %s",
                done.addAndGet(content.length(part)) >> 20,
                content.size() >> 20,
                key));
        return CompletedPart.builder()
                .partNumber(part + 1)
                .eTag(answer.eTag())
                .checksumSHA256(checksum)
                .build();
    }

    /** Takes away the parts of uploads of this object that never ended: they would be paid for, and seen by nobody. */
    static void abandonUnfinished(S3Client s3, String bucket, String key) {
        s3.listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(key)).uploads().stream()
                .filter(upload -> upload.key().equals(key))
                .forEach(upload -> Errors.ignoring(
                        code("NoSuchUpload"),
                        () -> s3.abortMultipartUpload(
                                r -> r.bucket(bucket).key(key).uploadId(upload.uploadId()))));
    }
}
