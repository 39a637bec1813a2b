package dev.setpoint.provider.aws.config;

import static dev.setpoint.provider.aws.call.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.call.Errors;
import dev.setpoint.provider.aws.call.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.RecordingGroup;

/** The recorder of a region. It records nothing until its status says so. See behaviour.md#config-recorder. */
public final class ConfigRecorder implements ResourceType {

    static final Predicate<ProviderException> GONE = code("NoSuchConfigurationRecorderException");

    /** A new role is not known to Config at once. */
    private static final Predicate<ProviderException> ROLE_NOT_READY = code("InvalidRoleException");

    private static final String TYPES = "resourceTypes";
    private static final String GLOBAL = "includeGlobalResourceTypes";
    private static final String FREQUENCY = "recordingFrequency";

    private final Aws aws;

    public ConfigRecorder(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var name = desired.string("name").orElse("");
        Puts.refuse(recorder(name, call).isPresent(), "recorder", name);
        return put(name, desired, call);
    }

    private Optional<ConfigurationRecorder> recorder(String name, Call call) {
        return Errors.unless(
                        GONE,
                        () -> aws
                                .config(call)
                                .describeConfigurationRecorders(r -> r.configurationRecorderNames(name))
                                .configurationRecorders()
                                .stream()
                                .findFirst())
                .flatMap(found -> found);
    }

    private Value.Map put(String name, Value.Map desired, Call call) {
        aws.eventually(call)
                .retry(
                        ROLE_NOT_READY,
                        Puts.PROPAGATION,
                        "the role to be known to Config",
                        () -> aws.config(call)
                                .putConfigurationRecorder(r -> r.configurationRecorder(recorder -> recorder.name(name)
                                        .roleARN(desired.string("role").orElse(""))
                                        .recordingGroup(group(desired))
                                        .recordingMode(mode -> mode.recordingFrequency(
                                                desired.string(FREQUENCY).orElse("CONTINUOUS"))))));
        call.identified(new Identity(name));
        var wanted = new PropertySet(desired.entries().keySet());
        return Shown.settled(
                aws.eventually(call),
                Puts.SEEN,
                "the recorder " + name,
                live -> Shown.covers(live, desired.without(TYPES))
                        && Set.copyOf(live.list(TYPES)).equals(Set.copyOf(desired.list(TYPES))),
                () -> read(new Identity(name), wanted, call));
    }

    private static RecordingGroup group(Value.Map desired) {
        var types = desired.list(TYPES).stream()
                .flatMap(type -> type instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty())
                .toList();
        return RecordingGroup.builder()
                .allSupported(types.isEmpty())
                .includeGlobalResourceTypes(desired.bool(GLOBAL).orElse(false))
                .resourceTypesWithStrings(types)
                .build();
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return recorder(id.value(), call).map(recorder -> {
            var live = new LinkedHashMap<String, Value>();
            live.put("name", Value.of(recorder.name()));
            live.put("role", Value.of(recorder.roleARN()));
            var group = Optional.ofNullable(recorder.recordingGroup());
            var types = group.map(RecordingGroup::resourceTypesAsStrings).orElse(List.of());
            if (!types.isEmpty()) {
                live.put(TYPES, Value.strings(types));
            }
            live.put(
                    GLOBAL,
                    Value.of(group.map(RecordingGroup::includeGlobalResourceTypes)
                            .orElse(false)));
            live.put(
                    FREQUENCY,
                    Value.of(Optional.ofNullable(recorder.recordingMode())
                            .map(mode -> mode.recordingFrequencyAsString())
                            .orElse("CONTINUOUS")));
            live.keySet().removeIf(property -> !wanted.contains(property));
            return new Value.Map(live);
        });
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return put(id.value(), update.desired(), call);
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call)
                .removed(
                        GONE,
                        () -> aws.config(call)
                                .deleteConfigurationRecorder(r -> r.configurationRecorderName(id.value())));
        aws.eventually(call)
                .until(
                        Puts.SEEN,
                        "the recorder " + id + " to be gone",
                        () -> recorder(id.value(), call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return recorder(desired.string("name").orElse(""), call).map(found -> new Identity(found.name()));
    }
}
