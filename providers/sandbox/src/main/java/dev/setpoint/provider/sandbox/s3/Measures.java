package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.provider.sandbox.world.World;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.DeleteBucketIntelligentTieringConfigurationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketIntelligentTieringConfigurationResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketMetricsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketMetricsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketIntelligentTieringConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketIntelligentTieringConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketMetricsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketMetricsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.IntelligentTieringConfiguration;
import software.amazon.awssdk.services.s3.model.ListBucketIntelligentTieringConfigurationsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketIntelligentTieringConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.ListBucketMetricsConfigurationsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketMetricsConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.MetricsConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketIntelligentTieringConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketIntelligentTieringConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketMetricsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketMetricsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.Tiering;

/** Request metrics, and intelligent tiering. See behaviour.md#s3-named-configurations. */
final class Measures extends NamedPart {

    private static final String METRICS = "metrics";
    private static final String INTELLIGENT_TIERING = "intelligentTiering";
    private static final int MOST_DAYS = 730;
    private static final Map<String, Integer> LEAST_DAYS = Map.of("ARCHIVE_ACCESS", 90, "DEEP_ARCHIVE_ACCESS", 180);

    Measures(World world) {
        super(world);
    }

    @Override
    public GetBucketMetricsConfigurationResponse getBucketMetricsConfiguration(
            GetBucketMetricsConfigurationRequest request) {
        return GetBucketMetricsConfigurationResponse.builder()
                .metricsConfiguration(find(request.bucket(), METRICS, request.id(), MetricsConfiguration.builder()))
                .build();
    }

    @Override
    public ListBucketMetricsConfigurationsResponse listBucketMetricsConfigurations(
            ListBucketMetricsConfigurationsRequest request) {
        var page = page(request.bucket(), METRICS, request.continuationToken(), MetricsConfiguration::builder);
        return ListBucketMetricsConfigurationsResponse.builder()
                .metricsConfigurationList(page.items())
                .isTruncated(page.next().isPresent())
                .nextContinuationToken(page.next().orElse(null))
                .build();
    }

    @Override
    public PutBucketMetricsConfigurationResponse putBucketMetricsConfiguration(
            PutBucketMetricsConfigurationRequest request) {
        bucket(request.bucket());
        var wanted = Optional.ofNullable(request.metricsConfiguration()).orElseThrow(S3Part::malformedXml);
        check(wanted);
        keep(request.bucket(), METRICS, request.id(), wanted);
        return PutBucketMetricsConfigurationResponse.builder().build();
    }

    @Override
    public DeleteBucketMetricsConfigurationResponse deleteBucketMetricsConfiguration(
            DeleteBucketMetricsConfigurationRequest request) {
        drop(request.bucket(), METRICS, request.id());
        return DeleteBucketMetricsConfigurationResponse.builder().build();
    }

    private static void check(MetricsConfiguration wanted) {
        checkFilter(wanted.filter());
    }

    @Override
    public GetBucketIntelligentTieringConfigurationResponse getBucketIntelligentTieringConfiguration(
            GetBucketIntelligentTieringConfigurationRequest request) {
        return GetBucketIntelligentTieringConfigurationResponse.builder()
                .intelligentTieringConfiguration(find(
                        request.bucket(), INTELLIGENT_TIERING, request.id(), IntelligentTieringConfiguration.builder()))
                .build();
    }

    @Override
    public ListBucketIntelligentTieringConfigurationsResponse listBucketIntelligentTieringConfigurations(
            ListBucketIntelligentTieringConfigurationsRequest request) {
        var page = page(
                request.bucket(),
                INTELLIGENT_TIERING,
                request.continuationToken(),
                IntelligentTieringConfiguration::builder);
        return ListBucketIntelligentTieringConfigurationsResponse.builder()
                .intelligentTieringConfigurationList(page.items())
                .isTruncated(page.next().isPresent())
                .nextContinuationToken(page.next().orElse(null))
                .build();
    }

    @Override
    public PutBucketIntelligentTieringConfigurationResponse putBucketIntelligentTieringConfiguration(
            PutBucketIntelligentTieringConfigurationRequest request) {
        bucket(request.bucket());
        var wanted =
                Optional.ofNullable(request.intelligentTieringConfiguration()).orElseThrow(S3Part::malformedXml);
        check(wanted);
        keep(request.bucket(), INTELLIGENT_TIERING, request.id(), wanted);
        return PutBucketIntelligentTieringConfigurationResponse.builder().build();
    }

    @Override
    public DeleteBucketIntelligentTieringConfigurationResponse deleteBucketIntelligentTieringConfiguration(
            DeleteBucketIntelligentTieringConfigurationRequest request) {
        drop(request.bucket(), INTELLIGENT_TIERING, request.id());
        return DeleteBucketIntelligentTieringConfigurationResponse.builder().build();
    }

    private static void check(IntelligentTieringConfiguration wanted) {
        checkFilter(wanted.filter());
        if (wanted.tierings().isEmpty()
                || !Set.of("Enabled", "Disabled")
                        .contains(Optional.ofNullable(wanted.statusAsString()).orElse(""))) {
            throw malformedXml();
        }
        var tiers = new HashSet<String>();
        for (var tiering : wanted.tierings()) {
            check(tiering);
            if (!tiers.add(tiering.accessTierAsString())) {
                throw malformedXml();
            }
        }
    }

    private static void check(Tiering tiering) {
        var least = Optional.ofNullable(tiering.accessTierAsString())
                .flatMap(tier -> Optional.ofNullable(LEAST_DAYS.get(tier)))
                .orElseThrow(S3Part::malformedXml);
        var days = Optional.ofNullable(tiering.days()).orElse(0);
        if (days < least || days > MOST_DAYS) {
            throw invalidArgument(
                    "'Days' for " + tiering.accessTierAsString() + " must be from " + least + " to " + MOST_DAYS);
        }
    }
}
