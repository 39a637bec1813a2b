package dev.setpoint.provider.aws.s3.facet.named;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.IntelligentTieringConfiguration;

/**
 * Intelligent-Tiering configurations: days after which objects go to the archive tiers.
 * See behaviour.md#s3-named-configurations.
 */
public final class IntelligentTiering implements NamedConfigurations {

    @Override
    public String property() {
        return "intelligentTiering";
    }

    @Override
    public Page page(S3Client s3, String bucket, @Nullable String token) {
        var answer = s3.listBucketIntelligentTieringConfigurations(
                r -> r.bucket(bucket).continuationToken(token));
        return Page.of(
                answer.intelligentTieringConfigurationList(), answer.isTruncated(), answer.nextContinuationToken());
    }

    @Override
    public void put(S3Client s3, String bucket, String id, Value.Map configuration) {
        var wanted = SdkShapes.PLAIN.build(IntelligentTieringConfiguration.builder(), toS3(configuration));
        s3.putBucketIntelligentTieringConfiguration(
                r -> r.bucket(bucket).id(id).intelligentTieringConfiguration(wanted));
    }

    @Override
    public void delete(S3Client s3, String bucket, String id) {
        s3.deleteBucketIntelligentTieringConfiguration(r -> r.bucket(bucket).id(id));
    }
}
