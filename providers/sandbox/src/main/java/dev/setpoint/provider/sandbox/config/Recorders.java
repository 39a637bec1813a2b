package dev.setpoint.provider.sandbox.config;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.config.model.DeleteConfigurationRecorderRequest;
import software.amazon.awssdk.services.config.model.DeleteConfigurationRecorderResponse;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecorderStatusRequest;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecorderStatusResponse;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecordersRequest;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecordersResponse;
import software.amazon.awssdk.services.config.model.PutConfigurationRecorderRequest;
import software.amazon.awssdk.services.config.model.PutConfigurationRecorderResponse;
import software.amazon.awssdk.services.config.model.StartConfigurationRecorderRequest;
import software.amazon.awssdk.services.config.model.StartConfigurationRecorderResponse;
import software.amazon.awssdk.services.config.model.StopConfigurationRecorderRequest;
import software.amazon.awssdk.services.config.model.StopConfigurationRecorderResponse;

/** The recorder of a region and its recording status. */
final class Recorders extends ConfigPart {

    static final String KIND = "recorder";
    static final String RECORDING = "recording";

    private static final String SERVICE_LINKED = ":role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";

    Recorders(World world) {
        super(world);
    }

    private Value.Map recorder(String name) {
        return world.known(key(KIND, name)).orElseThrow(() -> none(name));
    }

    private static AwsServiceException none(String name) {
        return refusal(
                "NoSuchConfigurationRecorderException",
                "Cannot find configuration recorder with the specified name '" + name + "'.");
    }

    @Override
    public PutConfigurationRecorderResponse putConfigurationRecorder(PutConfigurationRecorderRequest request) {
        var wanted = request.configurationRecorder();
        var name = Optional.ofNullable(wanted.name()).orElse("default");
        if (all(KIND).values().stream().anyMatch(other -> !other.string("name").equals(Optional.of(name)))) {
            throw refusal(
                    "MaxNumberOfConfigurationRecordersExceededException",
                    "Failed to put configuration recorder '" + name
                            + "' because the maximum number of configuration recorders: 1 is reached.");
        }
        checkRole(Optional.ofNullable(wanted.roleARN()).orElse(""));
        RecordingModes.check(Optional.ofNullable(wanted.recordingMode()));
        var group = RecordingGroups.checked(Optional.ofNullable(wanted.recordingGroup()));
        var before = world.documents().get(key(KIND, name));
        world.documents()
                .put(
                        key(KIND, name),
                        SdkShapes.PLAIN
                                .toValue(wanted)
                                .with("name", Value.of(name))
                                .with("recordingGroup", SdkShapes.PLAIN.toValue(group))
                                .with(
                                        RECORDING,
                                        Value.of(before.flatMap(found -> found.bool(RECORDING))
                                                .orElse(false))));
        return PutConfigurationRecorderResponse.builder().build();
    }

    private void checkRole(String arn) {
        if (arn.endsWith(SERVICE_LINKED)) {
            return;
        }
        if (world.principals()
                .assumable(arn)
                .filter(role -> role.trusts(service()))
                .isEmpty()) {
            throw refusal("InvalidRoleException", "The role provided is not valid: Config cannot assume it.");
        }
    }

    @Override
    public DescribeConfigurationRecordersResponse describeConfigurationRecorders(
            DescribeConfigurationRecordersRequest request) {
        return DescribeConfigurationRecordersResponse.builder()
                .configurationRecorders(named(request.configurationRecorderNames()).stream()
                        .map(found -> SdkShapes.PLAIN.build(ConfigurationRecorder.builder(), found.without(RECORDING)))
                        .toList())
                .build();
    }

    private List<Value.Map> named(List<String> names) {
        return names.isEmpty()
                ? List.copyOf(all(KIND).values())
                : names.stream().map(this::recorder).toList();
    }

    @Override
    public DescribeConfigurationRecorderStatusResponse describeConfigurationRecorderStatus(
            DescribeConfigurationRecorderStatusRequest request) {
        return DescribeConfigurationRecorderStatusResponse.builder()
                .configurationRecordersStatus(named(request.configurationRecorderNames()).stream()
                        .map(found -> ConfigurationRecorderStatus.builder()
                                .name(found.string("name").orElse(""))
                                .recording(found.bool(RECORDING).orElse(false))
                                .build())
                        .toList())
                .build();
    }

    @Override
    public StartConfigurationRecorderResponse startConfigurationRecorder(StartConfigurationRecorderRequest request) {
        var recorder = recorder(request.configurationRecorderName());
        if (all(Channels.KIND).isEmpty()) {
            throw refusal(
                    "NoAvailableDeliveryChannelException",
                    "Delivery channel is not available to start configuration recorder.");
        }
        record(recorder, true);
        return StartConfigurationRecorderResponse.builder().build();
    }

    @Override
    public StopConfigurationRecorderResponse stopConfigurationRecorder(StopConfigurationRecorderRequest request) {
        record(recorder(request.configurationRecorderName()), false);
        return StopConfigurationRecorderResponse.builder().build();
    }

    private void record(Value.Map recorder, boolean recording) {
        world.documents()
                .put(key(KIND, recorder.string("name").orElse("")), recorder.with(RECORDING, Value.of(recording)));
    }

    @Override
    public DeleteConfigurationRecorderResponse deleteConfigurationRecorder(DeleteConfigurationRecorderRequest request) {
        recorder(request.configurationRecorderName());
        world.documents().remove(key(KIND, request.configurationRecorderName()));
        return DeleteConfigurationRecorderResponse.builder().build();
    }
}
