package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.configuration.NotConfigured;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/**
 * Ownership of objects that other accounts write; it also decides whether ACLs count.
 * See behaviour.md#s3-ownership.
 */
final class ObjectOwnership implements BucketFacet {

    private static final String OF_A_NEW_BUCKET = "BucketOwnerEnforced";

    @Override
    public String property() {
        return "ownership";
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return Errors.unless(
                        NotConfigured.as("OwnershipControlsNotFoundError"),
                        () -> s3.getBucketOwnershipControls(r -> r.bucket(bucket))
                                .ownershipControls()
                                .rules())
                .flatMap(rules -> rules.stream().findFirst())
                .map(rule -> Value.of(rule.objectOwnershipAsString()));
    }

    @Override
    public Value untouched() {
        return Value.of(OF_A_NEW_BUCKET);
    }

    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        if (desired.revealed() instanceof Value.Str(var ownership)) {
            write(s3, bucket, ownership);
        }
    }

    /** Deleting the controls would bring ACLs back to life instead of restoring the default. */
    @Override
    public void remove(S3Client s3, String bucket) {
        write(s3, bucket, OF_A_NEW_BUCKET);
    }

    private static void write(S3Client s3, String bucket, String ownership) {
        var rule = OwnershipControlsRule.builder().objectOwnership(ownership).build();
        s3.putBucketOwnershipControls(r -> r.bucket(bucket).ownershipControls(c -> c.rules(rule)));
    }
}
