package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.registration.TypeEntry.data;
import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.provider.aws.limit.LifecycleTimes;
import dev.setpoint.provider.aws.limit.LockOut;
import dev.setpoint.provider.aws.limit.Notifications;
import dev.setpoint.provider.aws.limit.ObjectLimits;
import dev.setpoint.provider.aws.limit.ReplicationPriorities;
import dev.setpoint.provider.aws.policy.PolicyKind;
import dev.setpoint.provider.aws.policy.PolicyRule;
import dev.setpoint.provider.aws.preflight.LogTargetPreflight;
import dev.setpoint.provider.aws.registration.ResourceLookup;
import dev.setpoint.provider.aws.registration.ServiceTypes;
import dev.setpoint.provider.aws.rule.AccessLogTargets;
import dev.setpoint.provider.aws.rule.BucketKeyContexts;
import dev.setpoint.provider.aws.rule.DefaultUploads;
import dev.setpoint.provider.aws.rule.LockOutRisks;
import dev.setpoint.provider.aws.s3.object.ObjectLockPreflight;
import dev.setpoint.provider.aws.s3.object.S3Object;

/** Types of S3. */
public final class S3Types {

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.s3.accountPublicAccessBlock", AccountPublicAccessBlock::new),
            resource("aws.s3.bucket", Bucket::new)
                    .preflight(BucketPreflight::new)
                    .preflight(LogTargetPreflight::new)
                    .verification(BucketVerification::new)
                    .rules(new AccessLogTargets(), new BucketKeyContexts())
                    .propertyRules(new LifecycleTimes(), new Notifications()),
            resource("aws.s3.bucketPolicy", BucketPolicy::new)
                    .rules(new LockOutRisks(), new DefaultUploads())
                    .propertyRules(new PolicyRule(PolicyKind.BUCKET), LockOut.BUCKET),
            resource("aws.s3.object", S3Object::new)
                    .preflight(ObjectLockPreflight::new)
                    .propertyRules(new ObjectLimits()),
            resource("aws.s3.replication", Replication::new).propertyRules(new ReplicationPriorities()),
            data("aws.s3.canonicalUser", CanonicalUser::new),
            data(
                    "aws.s3.bucket",
                    aws -> new ResourceLookup(
                            new Bucket(aws), "bucket of yours", PropertySet.of("versioning", "encryption", "tags"))));

    private S3Types() {}
}
