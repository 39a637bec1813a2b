package dev.setpoint.provider.aws.config;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;

/** A running recorder: the object exists while the recorder records. See behaviour.md#config-order. */
public final class ConfigRecorderStatus implements ResourceType {

    /** A new channel is not known at once. */
    private static final Predicate<ProviderException> CHANNEL_NOT_READY = code("NoAvailableDeliveryChannelException");

    private static final String RECORDER = "recorder";

    private final Aws aws;

    public ConfigRecorderStatus(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var recorder = text(desired, RECORDER);
        aws.eventually(call)
                .unseen(ConfigRecorder.GONE)
                .retry(
                        CHANNEL_NOT_READY,
                        ConfigType.PROPAGATION,
                        "the delivery channel to be known to the recorder",
                        () -> aws.config(call).startConfigurationRecorder(r -> r.configurationRecorderName(recorder)));
        call.identified(new Identity(recorder));
        aws.eventually(call)
                .until(ConfigType.SEEN, "the recorder " + recorder + " to record", () -> recording(recorder, call));
        return Value.Map.EMPTY.with(RECORDER, Value.of(recorder));
    }

    private boolean recording(String recorder, Call call) {
        return Errors.unless(
                        ConfigRecorder.GONE,
                        () -> aws
                                .config(call)
                                .describeConfigurationRecorderStatus(r -> r.configurationRecorderNames(recorder))
                                .configurationRecordersStatus()
                                .stream()
                                .anyMatch(ConfigurationRecorderStatus::recording))
                .orElse(false);
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return recording(id.value(), call)
                ? Optional.of(Value.Map.EMPTY.with(RECORDER, Value.of(id.value())))
                : Optional.empty();
    }

    /** Returns the properties unchanged: whatever could change forces replacement. */
    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return Value.Map.EMPTY.with(RECORDER, Value.of(id.value()));
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call)
                .removed(
                        ConfigRecorder.GONE,
                        () -> aws.config(call).stopConfigurationRecorder(r -> r.configurationRecorderName(id.value())));
        aws.eventually(call)
                .until(ConfigType.SEEN, "the recorder " + id + " to stop", () -> !recording(id.value(), call));
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var recorder = text(desired, RECORDER);
        return recording(recorder, call) ? Optional.of(new Identity(recorder)) : Optional.empty();
    }
}
