package dev.setpoint.provider.aws.config;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.shape.Properties.text;
import static dev.setpoint.provider.aws.shape.Properties.texts;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.ReadBack;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.ExclusionByResourceTypes;
import software.amazon.awssdk.services.config.model.RecordingGroup;
import software.amazon.awssdk.services.config.model.RecordingMode;
import software.amazon.awssdk.services.config.model.RecordingStrategyType;

/** The recorder of a region. It records nothing until its status says so. See behaviour.md#config-recorder. */
public final class ConfigRecorder extends ConfigType<ConfigurationRecorder> {

    static final Predicate<ProviderException> GONE = code("NoSuchConfigurationRecorderException");

    /** A new role is not known to Config at once. */
    private static final Predicate<ProviderException> ROLE_NOT_READY = code("InvalidRoleException");

    private static final String TYPES = "resourceTypes";
    private static final String EXCLUSION = "exclusionByResourceTypes";
    private static final String OVERRIDES = "recordingModeOverrides";
    private static final String GLOBAL = "includeGlobalResourceTypes";
    private static final String FREQUENCY = "recordingFrequency";
    private static final String CONTINUOUS = "CONTINUOUS";

    public ConfigRecorder(Aws aws) {
        super(aws, "recorder", GONE);
    }

    @Override
    protected Optional<ConfigurationRecorder> described(Identity id, Call call) {
        return Errors.found(
                GONE,
                () -> aws
                        .config(call)
                        .describeConfigurationRecorders(r -> r.configurationRecorderNames(id.value()))
                        .configurationRecorders()
                        .stream()
                        .findFirst());
    }

    @Override
    protected Value.Map properties(Identity id, ConfigurationRecorder recorder, PropertySet wanted, Call call) {
        var live = new LinkedHashMap<String, Value>();
        live.put("name", Value.of(recorder.name()));
        live.put("role", Value.of(recorder.roleARN()));
        var group = Optional.ofNullable(recorder.recordingGroup());
        putTypes(live, TYPES, group.map(RecordingGroup::resourceTypesAsStrings));
        putTypes(
                live,
                EXCLUSION,
                group.map(RecordingGroup::exclusionByResourceTypes)
                        .map(ExclusionByResourceTypes::resourceTypesAsStrings));
        live.put(
                GLOBAL,
                Value.of(group.map(RecordingGroup::includeGlobalResourceTypes).orElse(false)));
        live.put(
                FREQUENCY,
                Value.of(Optional.ofNullable(recorder.recordingMode())
                        .map(mode -> mode.recordingFrequencyAsString())
                        .orElse(CONTINUOUS)));
        Optional.ofNullable(recorder.recordingMode())
                .map(SdkShapes.PLAIN::toValue)
                .map(mode -> mode.list(OVERRIDES))
                .filter(overrides -> !overrides.isEmpty())
                .ifPresent(overrides -> live.put(OVERRIDES, Value.of(overrides)));
        return new Value.Map(live);
    }

    private static void putTypes(Map<String, Value> live, String property, Optional<List<String>> types) {
        types.filter(some -> !some.isEmpty()).ifPresent(some -> live.put(property, Value.strings(some)));
    }

    @Override
    protected void make(Identity id, Value.Map desired, Call call) {
        put(id, desired, group(desired), RecordingMode.builder(), call);
    }

    /** Types, exclusions and frequencies of single types that the spec does not mention stay. */
    @Override
    protected void change(Identity id, Update update, Call call) {
        var desired = update.desired();
        var live = described(id, call);
        var chosen = desired.has(TYPES)
                || desired.has(EXCLUSION)
                || Stream.of(TYPES, EXCLUSION, GLOBAL).anyMatch(update::touches);
        var group = live.map(ConfigurationRecorder::recordingGroup)
                .filter(_ -> !chosen)
                .orElseGet(() -> group(desired));
        var mode = live.map(ConfigurationRecorder::recordingMode)
                .map(RecordingMode::toBuilder)
                .orElseGet(RecordingMode::builder);
        if (update.removed().contains(OVERRIDES)) {
            mode.recordingModeOverrides(List.of());
        }
        put(id, desired, group, mode, call);
        call.identified(id);
    }

    private void put(Identity id, Value.Map desired, RecordingGroup group, RecordingMode.Builder mode, Call call) {
        var recorder = ConfigurationRecorder.builder()
                .name(id.value())
                .roleARN(text(desired, "role"))
                .recordingGroup(group)
                .recordingMode(mode(mode, desired))
                .build();
        aws.eventually(call)
                .retry(
                        ROLE_NOT_READY,
                        PROPAGATION,
                        "the role to be known to Config",
                        () -> aws.config(call).putConfigurationRecorder(r -> r.configurationRecorder(recorder)));
    }

    /** The strategy follows from the lists of types. */
    private static RecordingGroup group(Value.Map desired) {
        var group = RecordingGroup.builder()
                .allSupported(false)
                .includeGlobalResourceTypes(desired.bool(GLOBAL).orElse(false));
        if (desired.has(EXCLUSION)) {
            return group.exclusionByResourceTypes(e -> e.resourceTypesWithStrings(texts(desired, EXCLUSION)))
                    .recordingStrategy(s -> s.useOnly(RecordingStrategyType.EXCLUSION_BY_RESOURCE_TYPES))
                    .build();
        }
        if (desired.has(TYPES)) {
            return group.resourceTypesWithStrings(texts(desired, TYPES))
                    .recordingStrategy(s -> s.useOnly(RecordingStrategyType.INCLUSION_BY_RESOURCE_TYPES))
                    .build();
        }
        return group.allSupported(true)
                .recordingStrategy(s -> s.useOnly(RecordingStrategyType.ALL_SUPPORTED_RESOURCE_TYPES))
                .build();
    }

    private static RecordingMode mode(RecordingMode.Builder mode, Value.Map desired) {
        return SdkShapes.PLAIN
                .take(mode, desired)
                .recordingFrequency(desired.string(FREQUENCY).orElse(CONTINUOUS))
                .build();
    }

    @Override
    protected boolean shows(Value.Map live, Value.Map desired) {
        return ReadBack.covers(live, desired.without(TYPES).without(EXCLUSION).without(OVERRIDES))
                && same(live, desired, TYPES)
                && same(live, desired, EXCLUSION)
                && (!desired.has(OVERRIDES)
                        || live.list(OVERRIDES).size()
                                == desired.list(OVERRIDES).size());
    }

    /** Compares what the spec mentions; the rest stays as it was. */
    private static boolean same(Value.Map live, Value.Map desired, String property) {
        return !desired.has(property) || Set.copyOf(live.list(property)).equals(Set.copyOf(desired.list(property)));
    }

    @Override
    protected void remove(Identity id, Call call) {
        aws.config(call).deleteConfigurationRecorder(r -> r.configurationRecorderName(id.value()));
    }
}
