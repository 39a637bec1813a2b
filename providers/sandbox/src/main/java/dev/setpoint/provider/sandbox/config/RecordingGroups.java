package dev.setpoint.provider.sandbox.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.config.model.ExclusionByResourceTypes;
import software.amazon.awssdk.services.config.model.RecordingGroup;
import software.amazon.awssdk.services.config.model.RecordingStrategy;
import software.amazon.awssdk.services.config.model.RecordingStrategyType;
import software.amazon.awssdk.services.config.model.ResourceType;

/** Choice of the types that a recorder records. See behaviour.md#config-recorder-strategies. */
final class RecordingGroups {

    private RecordingGroups() {}

    /** Returns the group as Config keeps it: complete, and with its strategy. */
    static RecordingGroup checked(Optional<RecordingGroup> wanted) {
        var group = wanted.orElseGet(
                () -> RecordingGroup.builder().allSupported(true).build());
        var all = Boolean.TRUE.equals(group.allSupported());
        var global = Boolean.TRUE.equals(group.includeGlobalResourceTypes());
        var excluded = Optional.ofNullable(group.exclusionByResourceTypes())
                .map(ExclusionByResourceTypes::resourceTypesAsStrings)
                .orElse(List.of());
        checkTypes(group.resourceTypesAsStrings(), excluded);
        var strategy = strategy(group);
        var valid = switch (strategy) {
            case ALL_SUPPORTED_RESOURCE_TYPES -> all && group.resourceTypes().isEmpty() && excluded.isEmpty();
            case INCLUSION_BY_RESOURCE_TYPES ->
                !all && !global && !group.resourceTypes().isEmpty() && excluded.isEmpty();
            case EXCLUSION_BY_RESOURCE_TYPES ->
                !all && !global && group.resourceTypes().isEmpty() && !excluded.isEmpty();
            case UNKNOWN_TO_SDK_VERSION -> false;
        };
        if (!valid) {
            throw invalid();
        }
        return RecordingGroup.builder()
                .allSupported(all)
                .includeGlobalResourceTypes(global)
                .resourceTypesWithStrings(group.resourceTypesAsStrings())
                .exclusionByResourceTypes(e -> e.resourceTypesWithStrings(excluded))
                .recordingStrategy(s -> s.useOnly(strategy))
                .build();
    }

    /** Older callers send no strategy: it follows from the rest, which can exclude nothing. */
    private static RecordingStrategyType strategy(RecordingGroup group) {
        return Optional.ofNullable(group.recordingStrategy())
                .map(RecordingStrategy::useOnly)
                .orElseGet(() -> Boolean.TRUE.equals(group.allSupported())
                        ? RecordingStrategyType.ALL_SUPPORTED_RESOURCE_TYPES
                        : RecordingStrategyType.INCLUSION_BY_RESOURCE_TYPES);
    }

    private static void checkTypes(List<String> included, List<String> excluded) {
        var named = new ArrayList<>(included);
        named.addAll(excluded);
        named.forEach(RecordingGroups::checkType);
    }

    static void checkType(String type) {
        if (ResourceType.fromValue(type) == ResourceType.UNKNOWN_TO_SDK_VERSION) {
            throw ConfigPart.validation("1 validation error detected: Value '" + type + "' at 'resourceTypes' failed to"
                    + " satisfy constraint: Member must satisfy enum value set");
        }
    }

    private static AwsServiceException invalid() {
        return ConfigPart.refusal("InvalidRecordingGroupException", "The recording group provided is not valid");
    }
}
