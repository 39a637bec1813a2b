package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.configuration.NotConfigured;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.CORSRule;

/**
 * CORS rules of a bucket: web pages that may use it from a browser. The first rule that fits counts.
 * See behaviour.md#s3-accelerate-cors-payment.
 */
final class CrossOrigin implements BucketFacet {

    private static final String RULES = "rules";

    @Override
    public String property() {
        return "cors";
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return Errors.unless(
                        NotConfigured.as("NoSuchCORSConfiguration"),
                        () -> s3.getBucketCors(r -> r.bucket(bucket)).corsRules())
                .map(rules -> Value.Map.EMPTY.with(
                        RULES,
                        Value.of(rules.stream()
                                .map(rule -> (Value) SdkShapes.PLAIN.toValue(rule))
                                .toList())));
    }

    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        var rules = ((Value.Map) desired.revealedDeep())
                .list(RULES).stream()
                        .map(rule -> SdkShapes.PLAIN.build(CORSRule.builder(), (Value.Map) rule))
                        .toList();
        s3.putBucketCors(r -> r.bucket(bucket)
                .corsConfiguration(CORSConfiguration.builder().corsRules(rules).build()));
    }

    @Override
    public void remove(S3Client s3, String bucket) {
        s3.deleteBucketCors(r -> r.bucket(bucket));
    }
}
