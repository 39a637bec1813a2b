package dev.setpoint.provider.aws.config;

import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.preflight.PreflightSequence;
import dev.setpoint.provider.aws.preflight.Quota;
import dev.setpoint.provider.aws.registration.ServiceTypes;

/** Types of AWS Config. */
public final class ConfigTypes {

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.config.deliveryChannel", ConfigDeliveryChannel::new)
                    .preflight(aws -> PreflightSequence.of(channelQuota(aws), new ChannelPreflight(aws))),
            resource("aws.config.recorder", ConfigRecorder::new).preflight(ConfigTypes::recorderQuota),
            resource("aws.config.recorderStatus", ConfigRecorderStatus::new),
            resource("aws.config.rule", ConfigRule::new));

    private ConfigTypes() {}

    /** See behaviour.md#config-recorder. */
    private static Preflight recorderQuota(Aws aws) {
        Quota.Counter recorders = (_, call) -> aws.config(call)
                .describeConfigurationRecorders()
                .configurationRecorders()
                .size();
        return new Quota(1, "configuration recorders in this region", recorders, (_, _) -> true, true);
    }

    /** See behaviour.md#config-delivery-channel. */
    private static Preflight channelQuota(Aws aws) {
        Quota.Counter channels = (_, call) ->
                aws.config(call).describeDeliveryChannels().deliveryChannels().size();
        return new Quota(1, "delivery channels in this region", channels, (_, _) -> true, true);
    }
}
