package dev.setpoint.provider.aws.s3.facet.named;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetricsConfiguration;

/**
 * Request metrics in CloudWatch, minute by minute, of all objects or some.
 * See behaviour.md#s3-named-configurations.
 */
public final class Metrics implements NamedConfigurations {

    @Override
    public String property() {
        return "metrics";
    }

    @Override
    public Page page(S3Client s3, String bucket, @Nullable String token) {
        var answer = s3.listBucketMetricsConfigurations(r -> r.bucket(bucket).continuationToken(token));
        return Page.of(answer.metricsConfigurationList(), answer.isTruncated(), answer.nextContinuationToken());
    }

    @Override
    public void put(S3Client s3, String bucket, String id, Value.Map configuration) {
        var wanted = SdkShapes.PLAIN.build(MetricsConfiguration.builder(), toS3(configuration));
        s3.putBucketMetricsConfiguration(r -> r.bucket(bucket).id(id).metricsConfiguration(wanted));
    }

    @Override
    public void delete(S3Client s3, String bucket, String id) {
        s3.deleteBucketMetricsConfiguration(r -> r.bucket(bucket).id(id));
    }
}
