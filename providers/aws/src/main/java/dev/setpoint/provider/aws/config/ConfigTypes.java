package dev.setpoint.provider.aws.config;

import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.preflight.Quota;
import dev.setpoint.provider.aws.preflight.Reference;
import dev.setpoint.provider.aws.preflight.Reference.Kind;
import dev.setpoint.provider.aws.registration.ServiceTypes;

/** Types of AWS Config. */
public final class ConfigTypes {

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.config.deliveryChannel", ConfigDeliveryChannel::new)
                    .preflight(ConfigTypes::channelQuota)
                    .references(
                            new Reference("s3Bucket", Kind.BUCKET_ANYWHERE),
                            new Reference("kmsKey", Kind.KEY),
                            new Reference("snsTopic", Kind.TOPIC)),
            resource("aws.config.recorder", ConfigRecorder::new)
                    .preflight(ConfigTypes::recorderQuota)
                    .references(new Reference("role", Kind.ROLE, "config.amazonaws.com")),
            resource("aws.config.recorderStatus", ConfigRecorderStatus::new),
            resource("aws.config.rule", ConfigRule::new));

    private ConfigTypes() {}

    /** AWS-BEHAVIOUR 15.2. */
    private static Preflight recorderQuota(Aws aws) {
        Quota.Counter recorders = (_, call) -> aws.config(call)
                .describeConfigurationRecorders()
                .configurationRecorders()
                .size();
        return new Quota(1, "configuration recorders in this region", recorders, (_, _) -> true, true);
    }

    /** AWS-BEHAVIOUR 15.3. */
    private static Preflight channelQuota(Aws aws) {
        Quota.Counter channels = (_, call) ->
                aws.config(call).describeDeliveryChannels().deliveryChannels().size();
        return new Quota(1, "delivery channels in this region", channels, (_, _) -> true, true);
    }
}
