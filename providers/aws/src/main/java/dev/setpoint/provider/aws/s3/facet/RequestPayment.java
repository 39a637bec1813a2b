package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.configuration.NotConfigured;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** The payer of requests. S3 always returns one: the owner by default. See behaviour.md#s3-accelerate-cors-payment. */
final class RequestPayment implements BucketFacet {

    private static final String OWNER = "BucketOwner";

    @Override
    public String property() {
        return "requestPayment";
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return Errors.unless(
                        NotConfigured.as(),
                        () -> Optional.ofNullable(s3.getBucketRequestPayment(r -> r.bucket(bucket))
                                        .payerAsString())
                                .orElse(OWNER))
                .map(Value::of);
    }

    @Override
    public Value untouched() {
        return Value.of(OWNER);
    }

    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        if (desired.revealed() instanceof Value.Str(var payer)) {
            s3.putBucketRequestPayment(r -> r.bucket(bucket).requestPaymentConfiguration(p -> p.payer(payer)));
        }
    }

    @Override
    public void remove(S3Client s3, String bucket) {
        put(s3, bucket, Value.of(OWNER));
    }
}
