package dev.setpoint.provider.sandbox.config;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.RecordingFrequency;
import software.amazon.awssdk.services.config.model.RecordingGroup;
import software.amazon.awssdk.services.config.model.RecordingModeOverride;
import software.amazon.awssdk.services.config.model.RecordingStrategyType;
import software.amazon.awssdk.services.config.model.ResourceType;

/** Choice of the types that a recorder records, and how often. See behaviour.md#config-recorder-strategies. */
final class RecordersTest {

    @TempDir
    private Path folder;

    private ConfigClient config;

    @BeforeEach
    void open() {
        config = Sandbox.open(folder).client(ConfigClient.class, "us-east-1");
    }

    private RecordingGroup recorded(Consumer<RecordingGroup.Builder> group) {
        return put(recorder -> recorder.recordingGroup(group)).recordingGroup();
    }

    private ConfigurationRecorder put(Consumer<ConfigurationRecorder.Builder> settings) {
        config.putConfigurationRecorder(r -> r.configurationRecorder(c -> c.name("default")
                .roleARN("arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig")
                .applyMutation(settings)));
        return config.describeConfigurationRecorders().configurationRecorders().getFirst();
    }

    @Test
    void aStrategyIsTakenFromTheTypesAndAlwaysShown() {
        assertThat(put(_ -> {}).recordingGroup().recordingStrategy().useOnly())
                .isEqualTo(RecordingStrategyType.ALL_SUPPORTED_RESOURCE_TYPES);
        assertThat(recorded(g -> g.resourceTypes(ResourceType.AWS_S3_BUCKET))
                        .recordingStrategy()
                        .useOnly())
                .isEqualTo(RecordingStrategyType.INCLUSION_BY_RESOURCE_TYPES);
        var excluding = recorded(g -> g.exclusionByResourceTypes(e -> e.resourceTypes(ResourceType.AWS_EC2_VOLUME))
                .recordingStrategy(s -> s.useOnly("EXCLUSION_BY_RESOURCE_TYPES")));
        assertThat(excluding.allSupported()).isFalse();
        assertThat(excluding.exclusionByResourceTypes().resourceTypes()).containsExactly(ResourceType.AWS_EC2_VOLUME);
    }

    @Test
    void combinationsThatContradictEachOtherAreRefused() {
        assertInvalid(g -> g.allSupported(true).resourceTypes(ResourceType.AWS_S3_BUCKET));
        assertInvalid(
                g -> g.allSupported(true).exclusionByResourceTypes(e -> e.resourceTypes(ResourceType.AWS_S3_BUCKET)));
        assertInvalid(g -> g.allSupported(false));
        assertInvalid(g -> g.includeGlobalResourceTypes(true).resourceTypes(ResourceType.AWS_S3_BUCKET));
        assertInvalid(g -> g.exclusionByResourceTypes(e -> e.resourceTypes(ResourceType.AWS_S3_BUCKET)));
        assertInvalid(g -> g.recordingStrategy(s -> s.useOnly("EXCLUSION_BY_RESOURCE_TYPES")));
        assertInvalid(g -> g.recordingStrategy(s -> s.useOnly("INCLUSION_BY_RESOURCE_TYPES")));
        assertInvalid(g -> g.allSupported(true).recordingStrategy(s -> s.useOnly("INCLUSION_BY_RESOURCE_TYPES")));
        assertInvalid(g -> g.resourceTypes(ResourceType.AWS_S3_BUCKET)
                .exclusionByResourceTypes(e -> e.resourceTypes(ResourceType.AWS_EC2_VOLUME))
                .recordingStrategy(s -> s.useOnly("EXCLUSION_BY_RESOURCE_TYPES")));
        assertRefused("ValidationException", () -> recorded(g -> g.resourceTypesWithStrings("AWS::S3::Bukket")));
    }

    private void assertInvalid(Consumer<RecordingGroup.Builder> group) {
        assertRefused("InvalidRecordingGroupException", () -> recorded(group));
    }

    @Test
    void oneOverrideNamesTypesThatMayHaveItsFrequency() {
        var daily = RecordingModeOverride.builder()
                .resourceTypes(ResourceType.AWS_EC2_VOLUME)
                .recordingFrequency(RecordingFrequency.DAILY)
                .build();
        assertThat(put(c -> c.recordingMode(
                                m -> m.recordingFrequency("CONTINUOUS").recordingModeOverrides(daily)))
                        .recordingMode()
                        .recordingModeOverrides())
                .containsExactly(daily);
        assertRefused(
                "ValidationException",
                () -> put(c ->
                        c.recordingMode(m -> m.recordingFrequency("CONTINUOUS").recordingModeOverrides(daily, daily))));
        var own = daily.toBuilder()
                .resourceTypes(ResourceType.AWS_CONFIG_RESOURCE_COMPLIANCE)
                .build();
        assertRefused(
                "ValidationException",
                () -> put(c ->
                        c.recordingMode(m -> m.recordingFrequency("CONTINUOUS").recordingModeOverrides(own))));
        assertRefused("ValidationException", () -> put(c -> c.recordingMode(m -> m.recordingModeOverrides(daily))));
        assertRefused("ValidationException", () -> put(c -> c.recordingMode(m -> m.recordingFrequency("HOURLY"))));
    }
}
