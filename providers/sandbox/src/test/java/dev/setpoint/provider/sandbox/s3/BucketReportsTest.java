package dev.setpoint.provider.sandbox.s3;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.InventoryConfiguration;
import software.amazon.awssdk.services.s3.model.Tiering;

/** Inventories, analytics, metrics and archive tiers of a bucket. */
class BucketReportsTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private S3Client s3;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder);
        s3 = sandbox.client(S3Client.class, "us-east-1");
        s3.createBucket(r -> r.bucket("one"));
        s3.createBucket(r -> r.bucket("dotted.one"));
    }

    @Test
    void inventoriesNeedABucketOfTheRegionAndOneEncryption() {
        sandbox.client(S3Client.class, "us-west-2")
                .createBucket(r -> r.bucket("far").createBucketConfiguration(c -> c.locationConstraint("us-west-2")));
        assertRefused("InvalidS3DestinationBucket", () -> inventory("i", "i", "far"));
        assertRefused("InvalidS3DestinationBucket", () -> inventory("i", "i", "absent"));
        assertRefused("IdMismatch", () -> inventory("i", "j", "dotted.one"));
        assertRefused("InvalidArgument", () -> inventory("a b", "a b", "dotted.one"));
        inventory("i", "i", "dotted.one");
        assertThat(s3.getBucketInventoryConfiguration(r -> r.bucket("one").id("i"))
                        .inventoryConfiguration()
                        .isEnabled())
                .isTrue();
        s3.deleteBucketInventoryConfiguration(r -> r.bucket("one").id("i"));
        assertRefused(
                "NoSuchConfiguration",
                () -> s3.deleteBucketInventoryConfiguration(r -> r.bucket("one").id("i")));
        assertRefused(
                "NoSuchConfiguration",
                () -> s3.getBucketInventoryConfiguration(r -> r.bucket("one").id("i")));
        assertRefused(
                "MalformedXML",
                () -> s3.putBucketInventoryConfiguration(r -> r.bucket("one")
                        .id("i")
                        .inventoryConfiguration(configuration("i", "dotted.one").toBuilder()
                                .destination(d -> d.s3BucketDestination(b -> b.bucket("arn:aws:s3:::dotted.one")
                                        .format("CSV")
                                        .encryption(e -> e.build())))
                                .build())));
    }

    private void inventory(String id, String inside, String destination) {
        s3.putBucketInventoryConfiguration(
                r -> r.bucket("one").id(id).inventoryConfiguration(configuration(inside, destination)));
    }

    private static InventoryConfiguration configuration(String id, String destination) {
        return InventoryConfiguration.builder()
                .id(id)
                .isEnabled(true)
                .includedObjectVersions("All")
                .schedule(s -> s.frequency("Daily"))
                .destination(d -> d.s3BucketDestination(
                        b -> b.bucket("arn:aws:s3:::" + destination).format("CSV")))
                .build();
    }

    @Test
    void analysesAreWrittenAsCsvInTheFirstVersion() {
        assertRefused(
                "MalformedXML",
                () -> s3.putBucketAnalyticsConfiguration(
                        r -> r.bucket("one").id("a").analyticsConfiguration(a -> a.id("a"))));
        assertRefused(
                "MalformedXML",
                () -> s3.putBucketAnalyticsConfiguration(r -> r.bucket("one")
                        .id("a")
                        .analyticsConfiguration(a -> a.id("a")
                                .storageClassAnalysis(s -> s.dataExport(e -> e.outputSchemaVersion("V_2")
                                        .destination(d -> d.s3BucketDestination(
                                                b -> b.format("CSV").bucket("arn:aws:s3:::dotted.one"))))))));
        s3.putBucketAnalyticsConfiguration(r ->
                r.bucket("one").id("a").analyticsConfiguration(a -> a.id("a").storageClassAnalysis(s -> s.build())));
        assertThat(s3.listBucketAnalyticsConfigurations(r -> r.bucket("one")).analyticsConfigurationList())
                .hasSize(1);
    }

    @Test
    void metricsComeInPagesAndNoMoreThanAThousand() {
        for (var i = 0; i < 1000; i++) {
            var id = String.format(Locale.ROOT, "m%04d", i);
            s3.putBucketMetricsConfiguration(r -> r.bucket("one").id(id).metricsConfiguration(m -> m.id(id)));
        }
        assertRefused(
                "TooManyConfigurations",
                () -> s3.putBucketMetricsConfiguration(
                        r -> r.bucket("one").id("more").metricsConfiguration(m -> m.id("more"))));
        var first = s3.listBucketMetricsConfigurations(r -> r.bucket("one"));
        assertThat(first.metricsConfigurationList()).hasSize(100);
        var second = s3.listBucketMetricsConfigurations(
                r -> r.bucket("one").continuationToken(first.nextContinuationToken()));
        assertThat(second.metricsConfigurationList().getFirst().id()).isEqualTo("m0100");
        assertRefused(
                "MalformedXML",
                () -> s3.putBucketMetricsConfiguration(r -> r.bucket("one")
                        .id("m0000")
                        .metricsConfiguration(m -> m.id("m0000").filter(f -> f.and(a -> a.prefix("only"))))));
    }

    @Test
    void archiveTiersHaveMinimumDays() {
        assertRefused("InvalidArgument", () -> tier("ARCHIVE_ACCESS", 89));
        assertRefused("InvalidArgument", () -> tier("DEEP_ARCHIVE_ACCESS", 179));
        assertRefused("InvalidArgument", () -> tier("ARCHIVE_ACCESS", 731));
        assertRefused("MalformedXML", () -> tier("FROZEN", 100));
        tier("DEEP_ARCHIVE_ACCESS", 180);
        assertThat(List.of("t"))
                .containsExactlyElementsOf(s3
                        .listBucketIntelligentTieringConfigurations(r -> r.bucket("one"))
                        .intelligentTieringConfigurationList()
                        .stream()
                        .map(one -> one.id())
                        .toList());
    }

    private void tier(String tier, int days) {
        s3.putBucketIntelligentTieringConfiguration(r -> r.bucket("one")
                .id("t")
                .intelligentTieringConfiguration(t -> t.id("t")
                        .status("Enabled")
                        .tierings(Tiering.builder().accessTier(tier).days(days).build())));
    }
}
