package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Buckets;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What all parts of S3 need: finding the bucket of a request, its sub-configurations, and refusals.
 * See behaviour.md#s3-bucket-errors.
 */
abstract class S3Part implements S3Client {

    /** Buckets whose name starts so belong to somebody else. */
    static final String STRANGERS = "taken-";

    protected final World world;

    S3Part(World world) {
        this.world = world;
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}

    /** The bucket, if this endpoint is its region's. */
    final Value.Map bucket(String name) {
        if (name.startsWith(STRANGERS)) {
            throw refusal("AccessDenied", 403, "Access Denied");
        }
        var bucket = partitionsOwn(name).orElseThrow(S3Part::noSuchBucket);
        var region = bucket.string("region").orElse("");
        if (!region.equals(world.region())) {
            throw Service.S3.refusal(
                    "PermanentRedirect",
                    301,
                    "The bucket you are attempting to access must be addressed using the specified endpoint. "
                            + "Please send all future requests to this endpoint.",
                    Optional.of(region));
        }
        return bucket;
    }

    /** Names are unique in a partition, and another partition's buckets are unknown in this one. */
    final Optional<Value.Map> partitionsOwn(String name) {
        return world.buckets()
                .find(name)
                .filter(bucket ->
                        World.partition(bucket.string("region").orElse("")).equals(world.partition()));
    }

    static AwsServiceException noSuchBucket() {
        return refusal("NoSuchBucket", 404, "The specified bucket does not exist");
    }

    final Optional<Value.Map> configuration(String bucket, String name) {
        return world.buckets().configuration(bucket, name);
    }

    final void configure(String bucket, String name, Value.Map configuration) {
        world.documents().put(Buckets.key(bucket, name), configuration);
    }

    final void unconfigure(String bucket, String name) {
        world.documents().remove(Buckets.key(bucket, name));
    }

    final boolean versioned(String bucket) {
        return configuration(bucket, Versioning.NAME)
                .flatMap(versioning -> versioning.string("status"))
                .filter("Enabled"::equals)
                .isPresent();
    }

    static AwsServiceException refusal(String code, int status, String message) {
        return Service.S3.refusal(code, status, message);
    }

    static AwsServiceException malformedXml() {
        return refusal(
                "MalformedXML",
                400,
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    static AwsServiceException invalidRequest(String message) {
        return refusal("InvalidRequest", 400, message);
    }

    static AwsServiceException invalidArgument(String message) {
        return refusal("InvalidArgument", 400, message);
    }

    static AwsServiceException notConfigured(String code, String message) {
        return refusal(code, 404, message);
    }
}
