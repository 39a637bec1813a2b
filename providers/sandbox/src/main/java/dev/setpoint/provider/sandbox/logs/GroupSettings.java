package dev.setpoint.provider.sandbox.logs;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogGroupDeletionProtectionRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogGroupDeletionProtectionResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** Retention and deletion protection of log groups. */
final class GroupSettings extends LogsPart {

    private static final Set<Integer> RETENTIONS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    GroupSettings(World world) {
        super(world);
    }

    @Override
    public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
        var group = group(request.logGroupName());
        if (!RETENTIONS.contains(request.retentionInDays())) {
            throw invalid("1 validation error detected: Value '" + request.retentionInDays()
                    + "' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set");
        }
        save(request.logGroupName(), group.with("retentionInDays", Value.of(request.retentionInDays())));
        return PutRetentionPolicyResponse.builder().build();
    }

    @Override
    public DeleteRetentionPolicyResponse deleteRetentionPolicy(DeleteRetentionPolicyRequest request) {
        save(request.logGroupName(), group(request.logGroupName()).without("retentionInDays"));
        return DeleteRetentionPolicyResponse.builder().build();
    }

    @Override
    public PutLogGroupDeletionProtectionResponse putLogGroupDeletionProtection(
            PutLogGroupDeletionProtectionRequest request) {
        var name = named(world, request.logGroupIdentifier());
        save(name, group(name).with("deletionProtectionEnabled", Value.of(request.deletionProtectionEnabled())));
        return PutLogGroupDeletionProtectionResponse.builder().build();
    }
}
