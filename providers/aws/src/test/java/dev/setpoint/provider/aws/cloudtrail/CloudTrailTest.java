package dev.setpoint.provider.aws.cloudtrail;

import static dev.setpoint.provider.aws.testing.Providers.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.HttpCloud;
import dev.setpoint.provider.aws.testing.Live;
import dev.setpoint.provider.aws.testing.Providers;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

final class CloudTrailTest {

    private static final String BASIC = """
        [{"readWriteType": "All", "includeManagementEvents": true,
          "dataResources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3:::b/"]}]}]\
        """;
    private static final String ADVANCED = """
        [{"name": "objects", "fieldSelectors": [{"field": "eventCategory", "equals": ["Data"]},
          {"field": "resources.type", "equals": ["AWS::S3::Object"]}]}]\
        """;

    private final Provider provider = Providers.onMoto("us-east-1");
    private final Provider west = Providers.onMoto("us-west-2");
    private final ResourceType trails = Providers.type(provider, "aws.cloudtrail.trail");
    private final String suffix = UUID.randomUUID().toString();

    @BeforeEach
    void makeLogBucket() {
        try (var s3 = S3Client.builder()
                .endpointOverride(URI.create(HttpCloud.endpoint()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            s3.createBucket(r -> r.bucket("logs-" + suffix));
        }
    }

    @AfterEach
    void close() {
        provider.close();
        west.close();
    }

    @Test
    void aNewTrailLogsAndReadsAsDesired() {
        var spec = trail().with("eventSelectors", Json.read(BASIC));
        var trail = Live.create(trails, Json.compact(spec));
        assertThat(trail.created().without("arn").without("homeRegion")).isEqualTo(spec);
        assertThat(trail.created().string("homeRegion")).contains("us-east-1");
        assertThat(trail.id().value())
                .startsWith("arn:aws:cloudtrail:us-east-1:")
                .endsWith("/trail-" + suffix);
        assertThat(trail.read()).contains(trail.created());
        assertThat(trail.find()).contains(trail.id());
    }

    @Test
    void everyPropertyOfATrailChangesInPlace() {
        var trail = Live.create(trails, Json.compact(trail().with("eventSelectors", Json.read(BASIC))));
        var changed = trail().with("logFileValidation", Value.of(false))
                .with("multiRegion", Value.of(true))
                .with("s3KeyPrefix", Value.of("audit"))
                .with("logging", Value.of(false))
                .with("advancedEventSelectors", Json.read(ADVANCED))
                .with("insightSelectors", Json.read("[{\"insightType\": \"ApiCallRateInsight\"}]"))
                .with("tags", map("{\"Cost\": \"1\"}"));
        var live = trail.update(Json.compact(changed));
        assertThat(live.without("arn").without("homeRegion")).isEqualTo(changed);
    }

    @Test
    void aDeletedTrailIsGone() {
        var trail = Live.create(trails, Json.compact(trail()));
        trail.delete();
        assertThat(trail.read()).isEmpty();
        assertThat(trail.find()).isEmpty();
        trail.delete();
    }

    @Test
    void aTrailIsChangedFromItsHomeRegionOnly() {
        var trail = Live.create(trails, Json.compact(trail()));
        var elsewhere = Providers.type(west, "aws.cloudtrail.trail");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> elsewhere.delete(trail.id(), trail(), trail.call()))
                .withMessageContaining("home region us-east-1");
    }

    private Value.Map trail() {
        return map("""
            {"name": "trail-%s", "s3Bucket": "logs-%s", "multiRegion": false, "includeGlobalServiceEvents": true,
             "logFileValidation": true, "organization": false, "logging": true, "tags": {"Team": "audit"}}\
            """.formatted(suffix, suffix));
    }
}
