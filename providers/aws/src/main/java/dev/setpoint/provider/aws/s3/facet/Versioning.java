package dev.setpoint.provider.aws.s3.facet;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.error.Errors.saying;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;

/** Versioning: once enabled it can be suspended but never switched off. See behaviour.md#s3-versioning. */
final class Versioning implements BucketFacet {

    private static final String MFA_DELETE = "mfaDelete";

    @Override
    public String property() {
        return "versioning";
    }

    @Override
    public Set<String> outputs() {
        return Set.of(MFA_DELETE);
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return Optional.ofNullable(values(s3, bucket).get(property()));
    }

    /** MFA delete is only told: nobody but the root user can change it. */
    @Override
    public Map<String, Value> values(S3Client s3, String bucket) {
        var live = s3.getBucketVersioning(r -> r.bucket(bucket));
        var values = new LinkedHashMap<String, Value>();
        Optional.ofNullable(live.statusAsString())
                .filter(status -> !status.isEmpty())
                .ifPresent(status -> values.put(property(), Value.of(status)));
        values.put(
                MFA_DELETE,
                Value.of(Optional.ofNullable(live.mfaDeleteAsString()).orElse("Disabled")));
        return values;
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
