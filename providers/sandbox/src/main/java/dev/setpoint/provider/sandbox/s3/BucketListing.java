package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Part;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.world.Account;
import dev.setpoint.provider.sandbox.world.Buckets;
import dev.setpoint.provider.sandbox.world.Page;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/** List of an account's buckets, by name, in pages. See behaviour.md#s3-bucket-list. */
final class BucketListing extends S3Part {

    private static final int MOST = 10_000;
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

    BucketListing(World world) {
        super(world);
    }

    @Override
    public ListBucketsResponse listBuckets(ListBucketsRequest request) {
        var most = Optional.ofNullable(request.maxBuckets()).orElse(MOST);
        if (most < 1 || most > MOST) {
            throw S3Refusals.invalidArgument("Argument max-buckets must be an integer between 1 and " + MOST);
        }
        var token = Optional.ofNullable(request.continuationToken()).filter(text -> !text.isEmpty());
        var page = Page.of(
                wanted(request),
                BucketListing::name,
                most,
                token.orElse(null),
                () -> S3Refusals.invalidArgument("The continuation token provided is incorrect"));
        return ListBucketsResponse.builder()
                .buckets(page.items().stream().map(this::shown).toList())
                .owner(owner -> owner.id(Account.CANONICAL_ID))
                .prefix(request.prefix())
                .continuationToken(page.nextMarker())
                .build();
    }

    private List<Value.Map> wanted(ListBucketsRequest request) {
        var region = Optional.ofNullable(request.bucketRegion());
        region.filter(name -> !REGION.matcher(name).matches()).ifPresent(name -> {
            throw S3Refusals.invalidArgument("Argument value " + name + " is not a valid AWS Region");
        });
        var prefix = Optional.ofNullable(request.prefix()).orElse("");
        return world.documents().under(Buckets.key(prefix)).values().stream()
                .filter(bucket -> World.partition(region(bucket)).equals(world.partition()))
                .filter(bucket -> region.isEmpty() || region.get().equals(region(bucket)))
                .toList();
    }

    private Bucket shown(Value.Map bucket) {
        return Bucket.builder()
                .name(name(bucket))
                .bucketArn("arn:" + world.partition() + ":s3:::" + name(bucket))
                .bucketRegion(region(bucket))
                .creationDate(bucket.string("createdAt").map(Instant::parse).orElse(Instant.EPOCH))
                .build();
    }

    private static String name(Value.Map bucket) {
        return bucket.string("name").orElse("");
    }

    private static String region(Value.Map bucket) {
        return bucket.string("region").orElse("");
    }
}
