package dev.setpoint.provider.aws.s3.facet;

import static dev.setpoint.provider.aws.call.Errors.code;
import static dev.setpoint.provider.aws.call.Errors.saying;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.Errors;
import dev.setpoint.provider.aws.call.Eventually.Settled;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Versioning: once enabled it can be suspended but never switched off. AWS-BEHAVIOUR 6.2. */
final class Versioning implements BucketFacet {

    @Override
    public String property() {
        return "versioning";
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return Optional.ofNullable(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString())
                .filter(status -> !status.isEmpty())
                .map(Value::of);
    }

    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        if (desired.revealed() instanceof Value.Str(var status)) {
            write(s3, bucket, status);
        }
    }

    /** Under an object lock versioning must stay, and stays. */
    @Override
    public void remove(S3Client s3, String bucket) {
        if (read(s3, bucket).isPresent()) {
            Errors.ignoring(
                    code("InvalidBucketState").and(saying("Object Lock")), () -> write(s3, bucket, "Suspended"));
        }
    }

    @Override
    public Settled written() {
        return new Settled(3, Duration.ofSeconds(2), Duration.ofMinutes(2));
    }

    private static void write(S3Client s3, String bucket, String status) {
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(v -> v.status(status)));
    }
}
