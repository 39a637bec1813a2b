package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.registration.TypeEntry.data;
import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.provider.aws.preflight.Reference;
import dev.setpoint.provider.aws.preflight.Reference.Kind;
import dev.setpoint.provider.aws.registration.Lookup;
import dev.setpoint.provider.aws.registration.ServiceTypes;
import dev.setpoint.provider.aws.rule.AccessLogTargets;
import dev.setpoint.provider.aws.rule.BucketKeyContexts;
import dev.setpoint.provider.aws.rule.DefaultUploads;
import dev.setpoint.provider.aws.rule.KeyRegions;
import dev.setpoint.provider.aws.rule.LifecycleTimes;
import dev.setpoint.provider.aws.rule.LockOut;
import dev.setpoint.provider.aws.rule.ReplicationPriorities;

/** Types of S3. */
public final class S3Types {

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.s3.accountPublicAccessBlock", AccountPublicAccessBlock::new),
            resource("aws.s3.bucket", Bucket::new)
                    .preflight(BucketPreflight::new)
                    .references(
                            new Reference("encryption.kmsKey", Kind.KEY),
                            new Reference("logging.targetBucket", Kind.LOG_BUCKET))
                    .verification(BucketVerification::new)
                    .rules(new KeyRegions(), new AccessLogTargets(), new LifecycleTimes(), new BucketKeyContexts()),
            resource("aws.s3.bucketPolicy", BucketPolicy::new)
                    .references(new Reference("bucket", Kind.BUCKET))
                    .rules(new LockOut(), new DefaultUploads()),
            resource("aws.s3.object", S3Object::new)
                    .references(new Reference("bucket", Kind.BUCKET), new Reference("encryption.kmsKey", Kind.KEY))
                    .rules(new KeyRegions()),
            resource("aws.s3.replication", Replication::new)
                    .references(
                            new Reference("bucket", Kind.BUCKET),
                            new Reference("role", Kind.ROLE, "s3.amazonaws.com"),
                            new Reference("rules[*].destination.bucket", Kind.BUCKET_ANYWHERE),
                            new Reference("rules[*].destination.replicaKmsKey", Kind.KEY))
                    .rules(new KeyRegions(), new ReplicationPriorities()),
            data(
                    "aws.s3.bucket",
                    aws -> new Lookup(
                            new Bucket(aws), "bucket of yours", PropertySet.of("versioning", "encryption", "tags"))));

    private S3Types() {}
}
