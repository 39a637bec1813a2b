package dev.setpoint.provider.aws.s3.facet.named;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.s3.configuration.RuleFilter;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AnalyticsConfiguration;

/**
 * Storage class analysis: what is read how often, shown in the console or written to a bucket.
 * See behaviour.md#s3-named-configurations.
 */
public final class Analytics implements NamedConfigurations {

    private static final String EXPORT = "export";
    private static final String ACCOUNT = "account";

    @Override
    public String property() {
        return "analytics";
    }

    @Override
    public Page page(S3Client s3, String bucket, @Nullable String token) {
        var answer = s3.listBucketAnalyticsConfigurations(r -> r.bucket(bucket).continuationToken(token));
        return Page.of(answer.analyticsConfigurationList(), answer.isTruncated(), answer.nextContinuationToken());
    }

    @Override
    public void put(S3Client s3, String bucket, String id, Value.Map configuration) {
        var wanted = SdkShapes.PLAIN.build(AnalyticsConfiguration.builder(), toS3(configuration));
        s3.putBucketAnalyticsConfiguration(r -> r.bucket(bucket).id(id).analyticsConfiguration(wanted));
    }

    @Override
    public void delete(S3Client s3, String bucket, String id) {
        s3.deleteBucketAnalyticsConfiguration(r -> r.bucket(bucket).id(id));
    }

    @Override
    public Value.Map toS3(Value.Map ours) {
        var analysis = Value.Map.EMPTY;
        if (ours.has(EXPORT)) {
            var export = ours.map(EXPORT);
            var destination = export.without(ACCOUNT).with("format", Value.of("CSV"));
            var account = export.get(ACCOUNT);
            destination = account.isPresent() ? destination.with("bucketAccountId", account.get()) : destination;
            analysis = analysis.with(
                    "dataExport",
                    Value.Map.EMPTY
                            .with("outputSchemaVersion", Value.of("V_1"))
                            .with("destination", Value.Map.EMPTY.with("s3BucketDestination", destination)));
        }
        var plain = ours.without(EXPORT).without("filter").with("storageClassAnalysis", analysis);
        return NamedConfigurations.filtered(plain, ours);
    }

    @Override
    public Value.Map fromS3(Value.Map plain) {
        var ours = plain.without("storageClassAnalysis")
                .with("filter", RuleFilter.fromS3(plain).toValue());
        var destination = plain.map("storageClassAnalysis")
                .map("dataExport")
                .map("destination")
                .map("s3BucketDestination");
        if (destination.entries().isEmpty()) {
            return ours;
        }
        var export = destination.without("format").without("bucketAccountId");
        return ours.with(
                EXPORT,
                destination
                        .get("bucketAccountId")
                        .map(account -> export.with(ACCOUNT, account))
                        .orElse(export));
    }

    /** The bucket that gets the lists may be younger than what S3 knows of it. */
    @Override
    public Predicate<ProviderException> passing() {
        return code("InvalidS3DestinationBucket");
    }
}
