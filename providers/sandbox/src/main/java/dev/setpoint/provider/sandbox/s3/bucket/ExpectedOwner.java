package dev.setpoint.provider.sandbox.s3.bucket;

import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

/** Account that a request expects the bucket to belong to. See behaviour.md#s3-expected-owner. */
public final class ExpectedOwner {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private ExpectedOwner() {}

    /** Refuses a request to a bucket of another account than it expects. */
    public static void check(World world, SdkPojo pojo) {
        if (!(pojo instanceof SdkRequest request)) {
            return;
        }
        var expected = request.getValueForField("ExpectedBucketOwner", String.class);
        if (expected.isEmpty()) {
            return;
        }
        if (!ACCOUNT.matcher(expected.get()).matches()) {
            throw S3Refusals.refusal(
                    "InvalidBucketOwnerAWSAccountID",
                    400,
                    "The value of the expected bucket owner parameter must be an AWS Account ID... [" + expected.get()
                            + "]");
        }
        var ours = request.getValueForField("Bucket", String.class)
                .flatMap(new S3Buckets(world)::find)
                .isPresent();
        if (ours && !expected.get().equals(world.account().id())) {
            throw request instanceof HeadBucketRequest || request instanceof HeadObjectRequest
                    ? Service.S3.bodiless(403, Optional.empty())
                    : S3Refusals.refusal("AccessDenied", 403, "Access Denied");
        }
    }
}
