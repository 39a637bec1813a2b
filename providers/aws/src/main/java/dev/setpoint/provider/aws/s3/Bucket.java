package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.client.Partitions;
import dev.setpoint.provider.aws.lifecycle.ExistingObject;
import dev.setpoint.provider.aws.s3.facet.BucketFacets;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** A bucket and its sub-configurations. See behaviour.md#s3-bucket, behaviour.md#s3-configurations. */
public final class Bucket implements ResourceType {

    /** The only region that wants no location constraint. */
    private static final String US_EAST_1 = "us-east-1";
    /** After a bucket's deletion its name can be busy for long. */
    private static final Duration NAME_BUSY = Duration.ofMinutes(20);

    private static final Duration VISIBLE = Duration.ofMinutes(2);
    private static final Duration EMPTYING = Duration.ofMinutes(60);
    private static final Settled DELETED = new Settled(5, Duration.ofSeconds(2), Duration.ofMinutes(10));

    private final Aws aws;

    public Bucket(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var bucket = BucketName.of(desired, "name");
        refuseExisting(bucket, call);
        aws.eventually(call)
                .retry(code("OperationAborted"), NAME_BUSY, "the name " + bucket + " to become free", () -> {
                    aws.s3(call).createBucket(creation(bucket, desired.has("objectLock")));
                });
        call.identified(new Identity(bucket));
        var head = aws.eventually(call)
                .appears(
                        VISIBLE,
                        "the bucket " + bucket + " to be visible",
                        () -> head(bucket, call).reachable());
        return properties(head, desired.has("name"), facets(bucket, call).configure(desired));
    }

    /**
     * Refuses a bucket that exists. In us-east-1 S3 answers a second creation with success.
     * See behaviour.md#s3-bucket-regions.
     */
    private void refuseExisting(String bucket, Call call) {
        if (head(bucket, call).owned().isPresent()) {
            throw ExistingObject.problem("BucketAlreadyOwnedByYou", "The bucket " + bucket, new Identity(bucket))
                    .about("name");
        }
    }

    /** @param locking a bucket made so has versioning on from the start */
    private CreateBucketRequest creation(String bucket, boolean locking) {
        var request = CreateBucketRequest.builder().bucket(bucket);
        if (locking) {
            request.objectLockEnabledForBucket(true);
        }
        if (!aws.region().equals(US_EAST_1)) {
            request.createBucketConfiguration(c -> c.locationConstraint(aws.region()));
        }
        return request.build();
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return head(id.value(), call)
                .reachable()
                .map(head -> properties(
                        head, wanted.contains("name"), facets(id.value(), call).read(wanted)));
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        var head = present(id.value(), call).orElseThrow(() -> gone(id));
        return properties(
                head, update.desired().has("name"), facets(id.value(), call).update(update));
    }

    private static ProviderException gone(Identity id) {
        return ProviderException.of(
                Kind.OTHER, "NoSuchBucket", "The bucket " + id + " has been deleted since it was last read.");
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        var bucket = id.value();
        if (present(bucket, call).isEmpty()) {
            return;
        }
        aws.eventually(call).removed(code("NoSuchBucket"), () -> {
            if (last.bool("forceEmpty").orElse(false)) {
                emptyAndDelete(bucket, call);
            } else {
                deleteEmpty(bucket, call);
            }
        });
        aws.eventually(call)
                .until(
                        DELETED,
                        "the bucket " + bucket + " to be gone",
                        () -> head(bucket, call) instanceof BucketHead.Gone);
    }

    /** A writer, replication or log delivery may add objects while others are being deleted: then once more. */
    private void emptyAndDelete(String bucket, Call call) {
        aws.eventually(call).retry(code("BucketNotEmpty"), EMPTYING, "the bucket " + bucket + " to stay empty", () -> {
            new BucketEmptying(aws.s3(call), aws.eventually(call), call, bucket).run();
            aws.s3(call).deleteBucket(r -> r.bucket(bucket));
        });
    }

    private void deleteEmpty(String bucket, Call call) {
        try {
            aws.s3(call).deleteBucket(r -> r.bucket(bucket));
        } catch (ProviderException e) {
            throw e.code().equals("BucketNotEmpty")
                    ? notEmpty(bucket, aws.s3(call)).causedBy(e)
                    : e;
        }
    }

    private static ProviderException notEmpty(String bucket, S3Client s3) {
        var page = s3.listObjectVersions(r -> r.bucket(bucket));
        var atLeast = Boolean.TRUE.equals(page.isTruncated()) ? "at least " : "";
        return ProviderException.of(
                        Kind.INVALID,
                        "BucketNotEmpty",
                        "The bucket " + bucket + " holds " + atLeast
                                + counted(page.versions().size(), "object version") + " and "
                                + counted(page.deleteMarkers().size(), "delete marker") + ", so it cannot be deleted.")
                .during("s3:DeleteBucket")
                .about("forceEmpty")
                .hint("Empty it, or set `forceEmpty: true`: deleting the bucket then deletes everything in it for"
                        + " good. If its block is already gone, put it back with that and apply first.");
    }

    private static String counted(int count, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return head(BucketName.of(desired, "name"), call).owned().map(found -> new Identity(found.bucket()));
    }

    @Override
    public Value.Map untouched() {
        return BucketFacets.untouched();
    }

    /**
     * Looks for a bucket several times: right after its creation S3 may not find it.
     * See behaviour.md#s3-bucket-retries.
     */
    private Optional<BucketHead.Found> present(String bucket, Call call) {
        return aws.eventually(call)
                .believed(
                        "certainty that the bucket " + bucket + " is gone",
                        Optional::isEmpty,
                        () -> head(bucket, call).reachable());
    }

    private BucketHead head(String bucket, Call call) {
        return BucketHead.of(aws.s3(call), bucket, aws.region());
    }

    private BucketFacets facets(String bucket, Call call) {
        return new BucketFacets(aws.s3(call), aws.eventually(call), bucket);
    }

    private static Value.Map properties(BucketHead.Found head, boolean withName, Map<String, Value> facets) {
        var entries = new LinkedHashMap<String, Value>();
        if (withName) {
            entries.put("name", Value.of(head.bucket()));
        }
        entries.putAll(facets);
        var partition = Partitions.of(head.region());
        entries.put("arn", Value.of("arn:" + partition.id() + ":s3:::" + head.bucket()));
        entries.put("region", Value.of(head.region()));
        entries.put(
                "regionalDomainName", Value.of(head.bucket() + ".s3." + head.region() + "." + partition.dnsSuffix()));
        if (facets.containsKey("website")) {
            var domain = WebsiteDomain.of(head.region());
            entries.put("websiteDomain", Value.of(domain));
            entries.put("websiteEndpoint", Value.of(head.bucket() + "." + domain));
        }
        return new Value.Map(entries);
    }
}
