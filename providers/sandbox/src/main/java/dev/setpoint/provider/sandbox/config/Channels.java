package dev.setpoint.provider.sandbox.config;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.policy.PolicyDocument.Use;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.config.model.DeleteDeliveryChannelRequest;
import software.amazon.awssdk.services.config.model.DeleteDeliveryChannelResponse;
import software.amazon.awssdk.services.config.model.DeliveryChannel;
import software.amazon.awssdk.services.config.model.DescribeDeliveryChannelsRequest;
import software.amazon.awssdk.services.config.model.DescribeDeliveryChannelsResponse;
import software.amazon.awssdk.services.config.model.PutDeliveryChannelRequest;
import software.amazon.awssdk.services.config.model.PutDeliveryChannelResponse;

/** The delivery channel of a region. See behaviour.md#config-delivery-channel, behaviour.md#config-bucket-policy. */
final class Channels extends ConfigPart {

    static final String KIND = "channel";

    Channels(World world) {
        super(world);
    }

    private Value.Map channel(String name) {
        return world.known(key(KIND, name))
                .orElseThrow(() -> refusal(
                        "NoSuchDeliveryChannelException",
                        "Cannot find delivery channel with specified name '" + name + "'."));
    }

    @Override
    public PutDeliveryChannelResponse putDeliveryChannel(PutDeliveryChannelRequest request) {
        var wanted = request.deliveryChannel();
        var name = Optional.ofNullable(wanted.name()).orElse("default");
        var recorder = all(Recorders.KIND).values().stream()
                .findFirst()
                .orElseThrow(() -> refusal(
                        "NoAvailableConfigurationRecorderException",
                        "Configuration recorder is not available to put delivery channel."));
        if (all(KIND).values().stream().anyMatch(other -> !other.string("name").equals(Optional.of(name)))) {
            throw refusal(
                    "MaxNumberOfDeliveryChannelsExceededException",
                    "Failed to put delivery channel '" + name
                            + "' because the maximum number of delivery channels: 1 is reached.");
        }
        checkBucket(
                Optional.ofNullable(wanted.s3BucketName()).orElse(""),
                Optional.ofNullable(wanted.s3KeyPrefix()),
                recorder.string("roleARN").orElse(""));
        world.documents().put(key(KIND, name), SdkShapes.PLAIN.toValue(wanted).with("name", Value.of(name)));
        return PutDeliveryChannelResponse.builder().build();
    }

    /** Checks that the bucket's policy or the recorder's role lets Config write to the bucket. */
    private void checkBucket(String bucket, Optional<String> prefix, String roleArn) {
        if (world.buckets().find(bucket).isEmpty()) {
            throw refusal(
                    "NoSuchBucketException", "Cannot find a S3 bucket with an empty bucket name or " + bucket + ".");
        }
        var arn = "arn:" + world.partition() + ":s3:::" + bucket;
        var file = arn + "/" + prefix.map(text -> text + "/").orElse("") + "AWSLogs/"
                + world.account().id() + "/Config/ConfigWritabilityCheckFile";
        var acl = Map.of("s3:x-amz-acl", "bucket-owner-full-control");
        var policy = world.buckets().policy(bucket);
        var letIn = policy.isPresent()
                && service().allowedBy(policy.get(), Use.RESOURCE, "s3:GetBucketAcl", arn, Map.of())
                && service().allowedBy(policy.get(), Use.RESOURCE, "s3:PutObject", file, acl);
        var role = world.principals().assumable(roleArn);
        if (!letIn
                && role.filter(may -> may.may(service(), "s3:PutObject", file, acl))
                        .isEmpty()) {
            throw refusal(
                    "InsufficientDeliveryPolicyException",
                    "Insufficient delivery policy to s3 bucket: " + bucket + ", unable to write to bucket.");
        }
    }

    @Override
    public DescribeDeliveryChannelsResponse describeDeliveryChannels(DescribeDeliveryChannelsRequest request) {
        var names = request.deliveryChannelNames();
        var found = names.isEmpty()
                ? List.copyOf(all(KIND).values())
                : names.stream().map(this::channel).toList();
        return DescribeDeliveryChannelsResponse.builder()
                .deliveryChannels(found.stream()
                        .map(channel -> SdkShapes.PLAIN.build(DeliveryChannel.builder(), channel))
                        .toList())
                .build();
    }

    @Override
    public DeleteDeliveryChannelResponse deleteDeliveryChannel(DeleteDeliveryChannelRequest request) {
        var name = request.deliveryChannelName();
        channel(name);
        if (all(Recorders.KIND).values().stream()
                .anyMatch(recorder -> recorder.bool(Recorders.RECORDING).orElse(false))) {
            throw refusal(
                    "LastDeliveryChannelDeleteFailedException",
                    "Failed to delete last specified delivery channel with name '" + name
                            + "', because there is a running configuration recorder.");
        }
        world.documents().remove(key(KIND, name));
        return DeleteDeliveryChannelResponse.builder().build();
    }
}
