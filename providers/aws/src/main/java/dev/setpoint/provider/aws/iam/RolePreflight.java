package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import java.util.ArrayList;
import java.util.List;

/**
 * Pre-flight look for policies from outside the stack on a role that is to be deleted.
 * See behaviour.md#iam-role-deletion.
 */
public final class RolePreflight implements Preflight {

    private final Aws aws;

    public RolePreflight(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        if (!what.deletes() || what.last().bool("forceDetach").orElse(false)) {
            return List.of();
        }
        var name = what.identity().orElseThrow().value();
        var others = Errors.unless(code("NoSuchEntity"), () -> others(what, name, all, call))
                .orElse(List.of());
        return others.isEmpty()
                ? List.of()
                : List.of(Finding.obstacle(
                                what,
                                "the role %s is to be deleted, and something outside this stack is attached to it: %s."
                                        .formatted(name, String.join(", ", others)),
                                "Detach it, or set `forceDetach: true`.")
                        .about("forceDetach"));
    }

    private List<String> others(PlannedChange what, String name, PlannedChanges all, Call call) {
        var iam = aws.iam(call);
        var own = what.last().list("managedPolicies");
        var inline = what.last().map("inlinePolicies");
        var others = new ArrayList<String>();
        iam.listAttachedRolePoliciesPaginator(r -> r.roleName(name)).attachedPolicies().stream()
                .filter(policy -> !own.contains(Value.of(policy.policyArn())) && !goes(policy.policyArn(), all))
                .forEach(policy -> others.add("policy " + policy.policyName()));
        iam.listRolePoliciesPaginator(r -> r.roleName(name)).policyNames().stream()
                .filter(policy -> !inline.has(policy) && !goes(policy, all))
                .forEach(policy -> others.add("inline policy " + policy));
        iam.listInstanceProfilesForRolePaginator(r -> r.roleName(name)).instanceProfiles().stream()
                .forEach(profile -> others.add("instance profile " + profile.instanceProfileName()));
        return others;
    }

    /** True when the plan also deletes the resource that attached the policy. */
    private static boolean goes(String policy, PlannedChanges all) {
        return all.goingWith(policy).stream().anyMatch(type -> !type.text().equals("aws.iam.role"));
    }
}
