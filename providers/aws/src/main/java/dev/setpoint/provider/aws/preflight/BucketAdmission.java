package dev.setpoint.provider.aws.preflight;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.equality.ArnOrName;
import dev.setpoint.provider.aws.error.Errors;
import java.util.function.BooleanSupplier;

/** Ways in which a bucket lets services write to it, in the plan and in the cloud. */
public record BucketAdmission(Aws aws, PlannedChanges all, Call call) {

    private static final TypeName POLICY = new TypeName("aws.s3.bucketPolicy");
    private static final String BUCKET = "bucket";
    private static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    /** Returns true if the bucket has a policy or gets one, and if the caller may not look. */
    public boolean hasPolicy(String bucket) {
        var planned = all.ofAnyProvider(POLICY);
        if (planned.stream()
                .anyMatch(policy -> policy.kind() != PlannedChange.Kind.DELETE && names(policy.desired(), bucket))) {
            return true;
        }
        return planned.stream().noneMatch(policy -> policy.deletes() && names(policy.last(), bucket))
                && unlessDenied(() -> Errors.unless(
                                code("NoSuchBucketPolicy", "NoSuchBucket"),
                                () -> aws.s3(call).getBucketPolicy(r -> r.bucket(bucket)))
                        .isPresent());
    }

    /** Returns true if the bucket's ACL lets S3 deliver access logs, and if the caller may not look. */
    public boolean hasLogDeliveryAcl(String bucket) {
        return unlessDenied(() -> Errors.unless(
                        code("NoSuchBucket", "NotImplemented"),
                        () -> aws.s3(call).getBucketAcl(r -> r.bucket(bucket)).grants())
                .stream()
                .flatMap(grants -> grants.stream())
                .anyMatch(grant -> LOG_DELIVERY.equals(grant.grantee().uri())));
    }

    private static boolean unlessDenied(BooleanSupplier look) {
        try {
            return look.getAsBoolean();
        } catch (ProviderException e) {
            if (e.kind() == Kind.ACCESS_DENIED) {
                return true;
            }
            throw e;
        }
    }

    private static boolean names(Value.Map policy, String bucket) {
        return policy.get(BUCKET)
                .filter(named -> !(named instanceof Value.Str(var text))
                        || ArnOrName.name(text).equals(bucket))
                .isPresent();
    }
}
