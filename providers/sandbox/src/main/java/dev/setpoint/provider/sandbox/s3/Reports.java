package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.AnalyticsConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteBucketAnalyticsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketAnalyticsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketInventoryConfigurationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketInventoryConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAnalyticsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAnalyticsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketInventoryConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketInventoryConfigurationResponse;
import software.amazon.awssdk.services.s3.model.InventoryConfiguration;
import software.amazon.awssdk.services.s3.model.InventoryEncryption;
import software.amazon.awssdk.services.s3.model.ListBucketAnalyticsConfigurationsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketAnalyticsConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.ListBucketInventoryConfigurationsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketInventoryConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketAnalyticsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAnalyticsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketInventoryConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketInventoryConfigurationResponse;

/** Inventories and storage class analyses, which S3 writes to a bucket. See behaviour.md#s3-named-configurations. */
final class Reports extends NamedPart {

    private static final String INVENTORY = "inventory";
    private static final String ANALYTICS = "analytics";
    private static final Set<String> FORMATS = Set.of("CSV", "ORC", "Parquet");
    private static final Set<String> VERSIONS = Set.of("All", "Current");
    private static final Set<String> FREQUENCIES = Set.of("Daily", "Weekly");

    Reports(World world) {
        super(world);
    }

    @Override
    public GetBucketInventoryConfigurationResponse getBucketInventoryConfiguration(
            GetBucketInventoryConfigurationRequest request) {
        return GetBucketInventoryConfigurationResponse.builder()
                .inventoryConfiguration(
                        find(request.bucket(), INVENTORY, request.id(), InventoryConfiguration.builder()))
                .build();
    }

    @Override
    public ListBucketInventoryConfigurationsResponse listBucketInventoryConfigurations(
            ListBucketInventoryConfigurationsRequest request) {
        var page = page(request.bucket(), INVENTORY, request.continuationToken(), InventoryConfiguration::builder);
        return ListBucketInventoryConfigurationsResponse.builder()
                .inventoryConfigurationList(page.items())
                .isTruncated(page.next().isPresent())
                .nextContinuationToken(page.next().orElse(null))
                .build();
    }

    @Override
    public PutBucketInventoryConfigurationResponse putBucketInventoryConfiguration(
            PutBucketInventoryConfigurationRequest request) {
        bucket(request.bucket());
        var wanted = Optional.ofNullable(request.inventoryConfiguration()).orElseThrow(S3Part::malformedXml);
        check(wanted);
        keep(request.bucket(), INVENTORY, request.id(), wanted);
        return PutBucketInventoryConfigurationResponse.builder().build();
    }

    @Override
    public DeleteBucketInventoryConfigurationResponse deleteBucketInventoryConfiguration(
            DeleteBucketInventoryConfigurationRequest request) {
        drop(request.bucket(), INVENTORY, request.id());
        return DeleteBucketInventoryConfigurationResponse.builder().build();
    }

    private void check(InventoryConfiguration wanted) {
        var destination = Optional.ofNullable(wanted.destination())
                .flatMap(place -> Optional.ofNullable(place.s3BucketDestination()))
                .orElseThrow(S3Part::malformedXml);
        var schedule = Optional.ofNullable(wanted.schedule()).orElseThrow(S3Part::malformedXml);
        if (wanted.isEnabled() == null
                || !isOneOf(VERSIONS, wanted.includedObjectVersionsAsString())
                || !isOneOf(FREQUENCIES, schedule.frequencyAsString())
                || !isOneOf(FORMATS, destination.formatAsString())
                || (wanted.filter() != null && wanted.filter().prefix() == null)) {
            throw malformedXml();
        }
        Optional.ofNullable(destination.encryption()).ifPresent(Reports::check);
        checkDestination(destination.bucket());
    }

    private static boolean isOneOf(Set<String> known, @Nullable String text) {
        return text != null && known.contains(text);
    }

    private static void check(InventoryEncryption encryption) {
        var named = encryption.ssekms() != null && encryption.ssekms().keyId() != null;
        if ((encryption.sses3() == null) == (encryption.ssekms() == null) || (encryption.ssekms() != null && !named)) {
            throw malformedXml();
        }
    }

    @Override
    public GetBucketAnalyticsConfigurationResponse getBucketAnalyticsConfiguration(
            GetBucketAnalyticsConfigurationRequest request) {
        return GetBucketAnalyticsConfigurationResponse.builder()
                .analyticsConfiguration(
                        find(request.bucket(), ANALYTICS, request.id(), AnalyticsConfiguration.builder()))
                .build();
    }

    @Override
    public ListBucketAnalyticsConfigurationsResponse listBucketAnalyticsConfigurations(
            ListBucketAnalyticsConfigurationsRequest request) {
        var page = page(request.bucket(), ANALYTICS, request.continuationToken(), AnalyticsConfiguration::builder);
        return ListBucketAnalyticsConfigurationsResponse.builder()
                .analyticsConfigurationList(page.items())
                .isTruncated(page.next().isPresent())
                .nextContinuationToken(page.next().orElse(null))
                .build();
    }

    @Override
    public PutBucketAnalyticsConfigurationResponse putBucketAnalyticsConfiguration(
            PutBucketAnalyticsConfigurationRequest request) {
        bucket(request.bucket());
        var wanted = Optional.ofNullable(request.analyticsConfiguration()).orElseThrow(S3Part::malformedXml);
        check(wanted);
        keep(request.bucket(), ANALYTICS, request.id(), wanted);
        return PutBucketAnalyticsConfigurationResponse.builder().build();
    }

    @Override
    public DeleteBucketAnalyticsConfigurationResponse deleteBucketAnalyticsConfiguration(
            DeleteBucketAnalyticsConfigurationRequest request) {
        drop(request.bucket(), ANALYTICS, request.id());
        return DeleteBucketAnalyticsConfigurationResponse.builder().build();
    }

    private void check(AnalyticsConfiguration wanted) {
        var analysis = Optional.ofNullable(wanted.storageClassAnalysis()).orElseThrow(S3Part::malformedXml);
        checkFilter(wanted.filter());
        var export = analysis.dataExport();
        if (export != null) {
            var destination = Optional.ofNullable(export.destination())
                    .flatMap(place -> Optional.ofNullable(place.s3BucketDestination()))
                    .orElseThrow(S3Part::malformedXml);
            if (!"V_1".equals(export.outputSchemaVersionAsString()) || !"CSV".equals(destination.formatAsString())) {
                throw malformedXml();
            }
            checkDestination(destination.bucket());
        }
    }
}
