package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.configuration.NotConfigured;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Transfer acceleration: once enabled it can be suspended but never unset.
 * See behaviour.md#s3-accelerate-cors-payment.
 */
final class Acceleration implements BucketFacet {

    @Override
    public String property() {
        return "accelerate";
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return Errors.unless(
                        NotConfigured.as(),
                        () -> Optional.ofNullable(s3.getBucketAccelerateConfiguration(r -> r.bucket(bucket))
                                .statusAsString()))
                .flatMap(status -> status)
                .filter(status -> !status.isEmpty())
                .map(Value::of);
    }

    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        if (desired.revealed() instanceof Value.Str(var status)) {
            s3.putBucketAccelerateConfiguration(r -> r.bucket(bucket).accelerateConfiguration(a -> a.status(status)));
        }
    }

    @Override
    public void remove(S3Client s3, String bucket) {
        if (read(s3, bucket).isPresent()) {
            put(s3, bucket, Value.of("Suspended"));
        }
    }
}
