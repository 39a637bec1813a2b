package dev.setpoint.provider.sandbox.config;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.config.model.RecordingFrequency;
import software.amazon.awssdk.services.config.model.RecordingMode;
import software.amazon.awssdk.services.config.model.RecordingModeOverride;

/** Frequency of recording, and types with another one. See behaviour.md#config-recorder-strategies. */
final class RecordingModes {

    /** Types of Config itself, which it records only continuously. */
    private static final Set<String> NEVER_DAILY = Set.of(
            "AWS::Config::ResourceCompliance",
            "AWS::Config::ConformancePackCompliance",
            "AWS::Config::ConfigurationRecorder");

    private RecordingModes() {}

    static void check(Optional<RecordingMode> mode) {
        mode.ifPresent(given -> {
            checkFrequency(Optional.ofNullable(given.recordingFrequency()), "recordingMode.recordingFrequency");
            if (given.recordingModeOverrides().size() > 1) {
                throw ConfigPart.validation("1 validation error detected: Value at"
                        + " 'configurationRecorder.recordingMode.recordingModeOverrides' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 1");
            }
            given.recordingModeOverrides().forEach(RecordingModes::check);
        });
    }

    private static void check(RecordingModeOverride override) {
        checkFrequency(Optional.ofNullable(override.recordingFrequency()), "recordingModeOverrides.recordingFrequency");
        if (override.resourceTypes().isEmpty()) {
            throw ConfigPart.validation("The recording mode override names no resource types.");
        }
        for (var type : override.resourceTypesAsStrings()) {
            RecordingGroups.checkType(type);
            if (override.recordingFrequency() == RecordingFrequency.DAILY && NEVER_DAILY.contains(type)) {
                throw ConfigPart.validation("The resource type " + type + " cannot be recorded daily.");
            }
        }
    }

    private static void checkFrequency(Optional<RecordingFrequency> frequency, String member) {
        if (frequency.isEmpty() || frequency.get() == RecordingFrequency.UNKNOWN_TO_SDK_VERSION) {
            throw ConfigPart.validation("1 validation error detected: Value at 'configurationRecorder." + member
                    + "' failed to satisfy constraint: Member must satisfy enum value set: [DAILY, CONTINUOUS]");
        }
    }
}
