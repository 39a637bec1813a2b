package dev.setpoint.provider.aws.config;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.ReadBack;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.config.model.DeliveryChannel;

/** The delivery channel of a region. See behaviour.md#config-delivery-channel. */
public final class ConfigDeliveryChannel extends ConfigType<DeliveryChannel> {

    private static final Predicate<ProviderException> GONE = code("NoSuchDeliveryChannelException");

    /** The bucket's policy, and the recorder, may be new. */
    private static final Predicate<ProviderException> NOT_READY =
            code("InsufficientDeliveryPolicyException", "NoAvailableConfigurationRecorderException");

    /** A recorder that has just been told to stop. */
    private static final Predicate<ProviderException> STILL_RECORDING =
            code("LastDeliveryChannelDeleteFailedException");

    private static final Duration STOPPING = Duration.ofSeconds(30);

    private static final String FREQUENCY = "deliveryFrequency";
    private static final SdkShapes CHANNEL =
            SdkShapes.renaming(Map.of("s3Bucket", "s3BucketName", "kmsKey", "s3KmsKeyArn", "snsTopic", "snsTopicARN"));

    public ConfigDeliveryChannel(Aws aws) {
        super(aws, "delivery channel", GONE);
    }

    @Override
    protected Optional<DeliveryChannel> described(Identity id, Call call) {
        return Errors.found(
                GONE,
                () -> aws
                        .config(call)
                        .describeDeliveryChannels(r -> r.deliveryChannelNames(id.value()))
                        .deliveryChannels()
                        .stream()
                        .findFirst());
    }

    @Override
    protected Value.Map properties(Identity id, DeliveryChannel channel, PropertySet wanted, Call call) {
        var live = CHANNEL.toValue(channel);
        return live.map("configSnapshotDeliveryProperties")
                .get(FREQUENCY)
                .map(often -> live.with(FREQUENCY, often))
                .orElse(live);
    }

    @Override
    protected void make(Identity id, Value.Map desired, Call call) {
        var channel = CHANNEL.take(DeliveryChannel.builder(), desired).name(id.value());
        desired.string(FREQUENCY)
                .ifPresent(often -> channel.configSnapshotDeliveryProperties(p -> p.deliveryFrequency(often)));
        aws.eventually(call)
                .retry(
                        NOT_READY,
                        PROPAGATION,
                        "Config to be let into the bucket",
                        () -> aws.config(call).putDeliveryChannel(r -> r.deliveryChannel(channel.build())));
    }

    @Override
    protected boolean shows(Value.Map live, Value.Map desired) {
        return ReadBack.covers(live, desired.without("recorder"));
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call)
                .retry(
                        STILL_RECORDING,
                        STOPPING,
                        "the recorder to stop",
                        () -> aws.eventually(call).removed(GONE, () -> remove(id, call)));
        awaitGone(id, call);
    }

    @Override
    protected void remove(Identity id, Call call) {
        aws.config(call).deleteDeliveryChannel(r -> r.deliveryChannelName(id.value()));
    }
}
