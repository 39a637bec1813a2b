package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.content.ReadConditions;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Reads of objects. See behaviour.md#s3-object. */
public final class ObjectReads extends ObjectPart {

    private static final int NOT_FOUND = 404;
    private static final int NOT_IMPLEMENTED = 501;
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

    /** Members of a request → headers of the answer that they replace. */
    private static final Map<String, String> OVERRIDES = Map.of(
            "responseCacheControl", "cacheControl",
            "responseContentDisposition", "contentDisposition",
            "responseContentEncoding", "contentEncoding",
            "responseContentLanguage", "contentLanguage",
            "responseContentType", "contentType");

    public ObjectReads(World world) {
        super(world);
    }

    /** A version that a request reads, and the bytes of it. */
    private record Read(Value.Map version, ReadExtent extent, Value.Map headers) {}

    private Read read(SdkPojo shape, String action) {
        var request = SdkShapes.PLAIN.toValue(shape);
        var bucket = request.string("bucket").orElse("");
        var key = request.string("key").orElse("");
        var versionId = request.string("versionId");
        var version = readable(bucket, key, versionId);
        checkAllowed(bucket, versionId.isPresent() ? action + "Version" : action, key, Map.of());
        ReadConditions.checkEncryption(request);
        ReadConditions.check(request, version.string("etag").orElse(""), ObjectHeaders.modified(version));
        var extent = ReadExtent.of(request, version);
        var checksums = request.string("checksumMode")
                .filter("ENABLED"::equalsIgnoreCase)
                .isPresent();
        var headers = new LinkedHashMap<>(ObjectHeaders.read(world, bucket, key, version, checksums && extent.isWhole())
                .entries());
        headers.putAll(extent.headers().entries());
        OVERRIDES.forEach((member, header) -> request.get(member).ifPresent(value -> headers.put(header, value)));
        request.string("responseExpires")
                .ifPresent(
                        time -> headers.putAll(ObjectDescription.expires(time).entries()));
        return new Read(version, extent, new Value.Map(headers));
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        var read = read(request, "s3:GetObject");
        if (ARCHIVES.contains(ObjectDescription.storageClass(read.version()))) {
            throw S3Refusals.refusal(
                    "InvalidObjectState", 403, "The operation is not valid for the object's storage class");
        }
        ObjectEncryption.checkReadable(read.version(), world);
        var response = GetObjectResponse.builder();
        SdkShapes.PLAIN.take(response, read.headers());
        response.sdkHttpResponse(Http.response(read.extent().status(), readAt(read.version())));
        var content = Base64.getDecoder().decode(read.version().string("body").orElse(""));
        try {
            return transformer.transform(
                    response.build(),
                    AbortableInputStream.create(new ByteArrayInputStream(
                            content, read.extent().first(), read.extent().length())));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What reads the object failed.", e);
        }
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        try {
            var read = read(request, "s3:GetObject");
            var response = HeadObjectResponse.builder();
            SdkShapes.PLAIN.take(response, read.headers());
            response.sdkHttpResponse(Http.response(read.extent().status(), readAt(read.version())));
            return response.build();
        } catch (AwsServiceException e) {
            throw bodiless(e);
        }
    }

    /** Returns the error of a HEAD request: the SDK knows only its status, and takes 404 for a missing key. */
    private static AwsServiceException bodiless(AwsServiceException e) {
        if (e.statusCode() == NOT_IMPLEMENTED) {
            return e;
        }
        return e.statusCode() == NOT_FOUND
                ? S3Refusals.NO_SUCH_KEY.exception()
                : Service.S3.bodiless(
                        e.statusCode(),
                        Optional.ofNullable(e.awsErrorDetails().sdkHttpResponse())
                                .flatMap(http -> http.firstMatchingHeader("x-amz-bucket-region")));
    }

    /**
     * Returns the time of a read. Simulated pauses of other processes do not age an object: a client that takes an old
     * lock for abandoned would take every lock.
     */
    private Instant readAt(Value.Map version) {
        return version.string("writtenAt")
                .map(Instant::parse)
                .map(written -> ObjectHeaders.modified(version).plus(Duration.between(written, world.wall())))
                .orElse(world.now());
    }
}
