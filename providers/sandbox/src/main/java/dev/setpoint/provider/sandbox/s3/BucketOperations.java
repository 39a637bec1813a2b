package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Part;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.configuration.Acl;
import dev.setpoint.provider.sandbox.s3.configuration.Ownership;
import dev.setpoint.provider.sandbox.s3.content.TagSet;
import dev.setpoint.provider.sandbox.world.Buckets;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;

/** Creation, lists and deletion of buckets. See behaviour.md#s3-bucket. */
final class BucketOperations extends S3Part {

    BucketOperations(World world) {
        super(world);
    }

    @Override
    public CreateBucketResponse createBucket(CreateBucketRequest request) {
        var name = request.bucket();
        if (!BucketNames.valid(name)) {
            throw S3Refusals.refusal("InvalidBucketName", 400, "The specified bucket is not valid.");
        }
        var place = BucketLocation.of(request, world.region());
        var ownership = Ownership.created(request);
        if (S3Buckets.isTaken(name)) {
            throw S3Refusals.refusal(
                    "BucketAlreadyExists",
                    409,
                    "The requested bucket name is not available. The bucket namespace is shared by all users of the "
                            + "system. Please select a different name and try again.");
        }
        var tags = tags(request);
        var mine = world.documents().get(Buckets.key(name));
        if (mine.isPresent()) {
            return again(name, mine.get(), !tags.isEmpty());
        }
        checkDuplicates(tags);
        var stored = TagSet.BUCKET.of(Value.Map.EMPTY.with("tagSet", Value.of(tags)));
        var acl = Acl.created(Optional.ofNullable(request.aclAsString()).orElse("private"), ownership);
        world.documents()
                .put(
                        Buckets.key(name),
                        place.stored()
                                .with("name", Value.of(name))
                                .with("createdAt", Value.of(world.now().toString())));
        NewBucket.configure(buckets, request, stored);
        buckets.configure(name, Acl.NAME, acl);
        return created(name);
    }

    private CreateBucketResponse created(String name) {
        return CreateBucketResponse.builder()
                .location("/" + name)
                .bucketArn("arn:" + world.partition() + ":s3:::" + name)
                .build();
    }

    /** Answers the creation of a bucket that the account already has, which only us-east-1 accepts. */
    private CreateBucketResponse again(String name, Value.Map bucket, boolean tagged) {
        var here = bucket.string("region").equals(Optional.of(BucketLocation.FIRST_REGION))
                && world.region().equals(BucketLocation.FIRST_REGION);
        if (!here || tagged) {
            throw S3Refusals.refusal(
                    "BucketAlreadyOwnedByYou",
                    409,
                    "Your previous request to create the named bucket succeeded and you already own it.");
        }
        return created(name);
    }

    private static List<Value> tags(CreateBucketRequest request) {
        return Optional.ofNullable(request.createBucketConfiguration())
                .map(SdkShapes.PLAIN::toValue)
                .map(configuration -> configuration.list("tags"))
                .orElse(List.of());
    }

    private static void checkDuplicates(List<Value> tags) {
        var seen = new HashSet<String>();
        if (!tags.stream()
                .allMatch(tag -> seen.add(((Value.Map) tag).string("key").orElse("")))) {
            throw S3Refusals.refusal("InternalError", 500, "We encountered an internal error. Please try again.");
        }
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        if (S3Buckets.isTaken(request.bucket())) {
            throw Service.S3.bodiless(403, Optional.empty());
        }
        var bucket = buckets.find(request.bucket()).orElseThrow(S3Refusals.NO_SUCH_BUCKET::exception);
        var region = bucket.string("region").orElse("");
        if (!region.equals(world.region())) {
            throw Service.S3.bodiless(301, Optional.of(region));
        }
        return HeadBucketResponse.builder()
                .bucketRegion(region)
                .bucketArn("arn:" + world.partition() + ":s3:::" + request.bucket())
                .accessPointAlias(false)
                .build();
    }

    /** Returns the location, which is empty for a bucket in us-east-1. */
    @Override
    public GetBucketLocationResponse getBucketLocation(GetBucketLocationRequest request) {
        var response = GetBucketLocationResponse.builder();
        BucketLocation.shown(buckets.require(request.bucket())).ifPresent(response::locationConstraint);
        return response.build();
    }

    @Override
    public DeleteBucketResponse deleteBucket(DeleteBucketRequest request) {
        var name = request.bucket();
        buckets.require(name);
        if (!world.documents().under(S3Buckets.objects(name)).isEmpty()) {
            throw S3Refusals.refusal(
                    "BucketNotEmpty",
                    409,
                    buckets.configuration(name, S3Buckets.VERSIONING).isPresent()
                            ? "The bucket you tried to delete is not empty. You must delete all versions in the bucket."
                            : "The bucket you tried to delete is not empty");
        }
        Stream.of(Buckets.key(name, ""), S3Buckets.uploads(name), S3Buckets.parts(name), S3Buckets.completed(name))
                .flatMap(start -> world.documents().under(start).keySet().stream())
                .forEach(world.documents()::remove);
        world.documents().remove(Buckets.key(name));
        return DeleteBucketResponse.builder().build();
    }
}
