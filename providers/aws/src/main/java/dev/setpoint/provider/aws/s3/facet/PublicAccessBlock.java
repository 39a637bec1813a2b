package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.configuration.NotConfigured;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** The four switches against public access. See behaviour.md#s3-public-access-block. */
final class PublicAccessBlock implements BucketFacet {

    private static final PublicAccessBlockConfiguration ALL_ON = PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(true)
            .ignorePublicAcls(true)
            .blockPublicPolicy(true)
            .restrictPublicBuckets(true)
            .build();

    @Override
    public String property() {
        return "publicAccessBlock";
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return Errors.unless(
                NotConfigured.as("NoSuchPublicAccessBlockConfiguration"),
                () -> SdkShapes.PLAIN.toValue(
                        s3.getPublicAccessBlock(r -> r.bucket(bucket)).publicAccessBlockConfiguration()));
    }

    @Override
    public Value untouched() {
        return SdkShapes.PLAIN.toValue(ALL_ON);
    }

    /** A switch the spec does not mention stays as it is: left out of the Put it would be turned off. */
    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        var live = read(s3, bucket).map(Value.Map.class::cast).orElse(Value.Map.EMPTY);
        var switches = live.plus((Value.Map) desired.revealed());
        write(s3, bucket, SdkShapes.PLAIN.build(PublicAccessBlockConfiguration.builder(), switches));
    }

    /** All on, as in a new bucket; deleting the configuration would turn all off. */
    @Override
    public void remove(S3Client s3, String bucket) {
        write(s3, bucket, ALL_ON);
    }

    private static void write(S3Client s3, String bucket, PublicAccessBlockConfiguration switches) {
        s3.putPublicAccessBlock(r -> r.bucket(bucket).publicAccessBlockConfiguration(switches));
    }
}
