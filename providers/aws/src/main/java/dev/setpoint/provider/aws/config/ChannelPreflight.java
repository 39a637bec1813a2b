package dev.setpoint.provider.aws.config;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.access.PolicySimulation;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.client.Partitions;
import dev.setpoint.provider.aws.equality.ArnOrName;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.preflight.BucketAdmission;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pre-flight look if Config can deliver to a channel's bucket: by the bucket's policy, or with the recorder's role.
 * See behaviour.md#config-bucket-policy.
 */
final class ChannelPreflight implements Preflight {

    private static final String BUCKET = "s3Bucket";
    private static final String PUT = "s3:PutObject";
    private static final TypeName RECORDER = new TypeName("aws.config.recorder");

    private final Aws aws;

    ChannelPreflight(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        if (what.kind() == PlannedChange.Kind.DELETE
                || (what.kind() == PlannedChange.Kind.UPDATE && !what.changed().contains(BUCKET))) {
            return List.of();
        }
        return what.desired().string(BUCKET).stream()
                .map(ArnOrName::name)
                .filter(bucket -> !new BucketAdmission(aws, all, call).hasPolicy(bucket))
                .filter(bucket -> !hasRole(what, bucket, all, call))
                .map(bucket -> Finding.obstacle(
                                what,
                                "Config cannot deliver to %s: the bucket has no policy, and the recorder's role may not put objects there."
                                        .formatted(bucket),
                                "Let config.amazonaws.com in by an `aws.s3.bucketPolicy`, or let the recorder's role"
                                        + " use s3:PutObject and s3:GetBucketAcl.")
                        .about(BUCKET))
                .toList();
    }

    /** Returns true if the recorder's role may deliver, and if that cannot be told before it is applied. */
    private boolean hasRole(PlannedChange what, String bucket, PlannedChanges all, Call call) {
        var planned = all.of(RECORDER).stream()
                .filter(recorder -> recorder.kind() != PlannedChange.Kind.DELETE)
                .flatMap(recorder -> recorder.desired().get("role").stream())
                .findFirst();
        var role = planned.or(() -> live(call).map(Value::of));
        return role.filter(named -> switch (named) {
                    case Value.Str(var arn) ->
                        RolePlan.of(arn, all)
                                .map(RolePlan::mayPut)
                                .orElseGet(() -> RolePlan.gainsPolicies(ArnOrName.name(arn), all)
                                        || may(arn, file(what, bucket, call), call));
                    case Value.Unknown(var reference, var _) ->
                        RolePlan.of(Address.owner(reference), all)
                                .map(RolePlan::mayPut)
                                .orElse(true);
                    default -> true;
                })
                .isPresent();
    }

    private Optional<String> live(Call call) {
        return aws.config(call).describeConfigurationRecorders().configurationRecorders().stream()
                .map(recorder -> recorder.roleARN())
                .findFirst();
    }

    private String file(PlannedChange what, String bucket, Call call) {
        var prefix =
                what.desired().string("s3KeyPrefix").map(text -> text + "/").orElse("");
        return "arn:" + Partitions.of(aws.region()).id() + ":s3:::" + bucket + "/" + prefix + "AWSLogs/"
                + aws.caller(call).accountId() + "/Config/ConfigWritabilityCheckFile";
    }

    /** A service-linked role may not. A simulation that IAM does not answer says nothing of the role. */
    private boolean may(String role, String file, Call call) {
        if (role.contains(":role/aws-service-role/")) {
            return false;
        }
        try {
            return Errors.unless(
                            code("NoSuchEntity"),
                            () -> new PolicySimulation(aws, call)
                                    .of(
                                            role,
                                            List.of(PUT),
                                            List.of(file),
                                            Map.of("s3:x-amz-acl", "bucket-owner-full-control")))
                    .filter(answers -> answers.stream().allMatch(PolicySimulation.Answer::allowed))
                    .isPresent();
        } catch (ProviderException e) {
            return true;
        }
    }
}
