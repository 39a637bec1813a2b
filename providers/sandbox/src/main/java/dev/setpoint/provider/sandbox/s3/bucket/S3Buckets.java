package dev.setpoint.provider.sandbox.s3.bucket;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Buckets;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Buckets as a request to one regional endpoint finds them. See behaviour.md#s3-bucket-errors. */
public record S3Buckets(World world) {

    /** Name of the configuration that has a bucket's versioning. */
    public static final String VERSIONING = "versioning";

    /** Start of the names of buckets that belong to another account. */
    private static final String OTHER_ACCOUNT = "taken-";

    /** Returns true for a name that another account has taken. */
    public static boolean isTaken(String name) {
        return name.startsWith(OTHER_ACCOUNT);
    }

    /** Start of the keys of a bucket's objects. */
    public static String objects(String bucket) {
        return "s3:object:" + bucket + ":";
    }

    /** Start of the keys of a bucket's unfinished multipart uploads. */
    public static String uploads(String bucket) {
        return "s3:upload:" + bucket + ":";
    }

    /** Start of the keys of the parts of unfinished uploads. */
    public static String parts(String bucket) {
        return "s3:upload-part:" + bucket + ":";
    }

    /** Start of the keys of uploads that are complete: a request to complete one may come again. */
    public static String completed(String bucket) {
        return "s3:upload-done:" + bucket + ":";
    }

    /** Returns the bucket, if this endpoint is its region's; refuses the request otherwise. */
    public Value.Map require(@Nullable String name) {
        if (name == null) {
            throw S3Refusals.refusal("InvalidBucketName", 400, "The specified bucket is not valid.");
        }
        if (isTaken(name)) {
            throw S3Refusals.refusal("AccessDenied", 403, "Access Denied");
        }
        var bucket = find(name).orElseThrow(S3Refusals.NO_SUCH_BUCKET::exception);
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

    /** Finds a bucket of this partition: names are unique in one, and another one's buckets are unknown here. */
    public Optional<Value.Map> find(String name) {
        return world.buckets()
                .find(name)
                .filter(bucket ->
                        World.partition(bucket.string("region").orElse("")).equals(world.partition()));
    }

    public Optional<Value.Map> configuration(String bucket, String name) {
        return world.buckets().configuration(bucket, name);
    }

    public void configure(String bucket, String name, Value.Map configuration) {
        world.documents().put(Buckets.key(bucket, name), configuration);
    }

    public boolean isVersioned(String bucket) {
        return configuration(bucket, VERSIONING)
                .flatMap(versioning -> versioning.string("status"))
                .filter("Enabled"::equals)
                .isPresent();
    }
}
