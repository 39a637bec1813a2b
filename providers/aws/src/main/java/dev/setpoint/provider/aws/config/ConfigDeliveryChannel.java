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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.config.model.ConfigSnapshotDeliveryProperties;
import software.amazon.awssdk.services.config.model.DeliveryChannel;

/** The delivery channel of a region. See behaviour.md#config-delivery-channel. */
public final class ConfigDeliveryChannel implements ResourceType {

    private static final Predicate<ProviderException> GONE = code("NoSuchDeliveryChannelException");

    /** The bucket's policy, and the recorder, may be new. */
    private static final Predicate<ProviderException> NOT_READY =
            code("InsufficientDeliveryPolicyException", "NoAvailableConfigurationRecorderException");

    /** A recorder that has just been told to stop. */
    private static final Predicate<ProviderException> STILL_RECORDING =
            code("LastDeliveryChannelDeleteFailedException");

    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final Aws aws;

    public ConfigDeliveryChannel(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var name = desired.string("name").orElse("");
        Puts.refuse(channel(name, call).isPresent(), "delivery channel", name);
        return put(name, desired, call);
    }

    private Optional<DeliveryChannel> channel(String name, Call call) {
        return Errors.unless(
                        GONE,
                        () -> aws
                                .config(call)
                                .describeDeliveryChannels(r -> r.deliveryChannelNames(name))
                                .deliveryChannels()
                                .stream()
                                .findFirst())
                .flatMap(found -> found);
    }

    private Value.Map put(String name, Value.Map desired, Call call) {
        aws.eventually(call)
                .retry(
                        NOT_READY,
                        Puts.PROPAGATION,
                        "Config to be let into the bucket",
                        () -> aws.config(call).putDeliveryChannel(r -> r.deliveryChannel(channel(name, desired))));
        call.identified(new Identity(name));
        var wanted = new PropertySet(desired.entries().keySet());
        return Shown.settled(
                aws.eventually(call),
                Puts.SEEN,
                "the delivery channel " + name,
                live -> Shown.covers(live, desired.without("recorder")),
                () -> read(new Identity(name), wanted, call));
    }

    private static DeliveryChannel channel(String name, Value.Map desired) {
        var channel = DeliveryChannel.builder()
                .name(name)
                .s3BucketName(desired.string("s3Bucket").orElse(""));
        desired.string("s3KeyPrefix").ifPresent(channel::s3KeyPrefix);
        desired.string("kmsKey").ifPresent(channel::s3KmsKeyArn);
        desired.string("snsTopic").ifPresent(channel::snsTopicARN);
        desired.string("deliveryFrequency")
                .ifPresent(often -> channel.configSnapshotDeliveryProperties(p -> p.deliveryFrequency(often)));
        return channel.build();
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return channel(id.value(), call).map(channel -> {
            var live = new LinkedHashMap<String, Value>();
            Map.of(
                            "name", Optional.ofNullable(channel.name()),
                            "s3Bucket", Optional.ofNullable(channel.s3BucketName()),
                            "s3KeyPrefix", Optional.ofNullable(channel.s3KeyPrefix()),
                            "kmsKey", Optional.ofNullable(channel.s3KmsKeyArn()),
                            "snsTopic", Optional.ofNullable(channel.snsTopicARN()),
                            "deliveryFrequency",
                                    Optional.ofNullable(channel.configSnapshotDeliveryProperties())
                                            .map(ConfigSnapshotDeliveryProperties::deliveryFrequencyAsString))
                    .forEach((property, value) -> value.ifPresent(text -> live.put(property, Value.of(text))));
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
                .retry(
                        STILL_RECORDING,
                        STOPPING,
                        "the recorder to stop",
                        () -> aws.eventually(call)
                                .removed(
                                        GONE,
                                        () -> aws.config(call)
                                                .deleteDeliveryChannel(r -> r.deliveryChannelName(id.value()))));
        aws.eventually(call)
                .until(
                        Puts.SEEN,
                        "the delivery channel " + id + " to be gone",
                        () -> channel(id.value(), call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return channel(desired.string("name").orElse(""), call).map(found -> new Identity(found.name()));
    }
}
