package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.address.TypeName;
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
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.User;

/**
 * Pre-flight look for members and policies from outside the stack in a group that is to be deleted.
 * See behaviour.md#iam-group-deletion.
 */
public final class GroupPreflight implements Preflight {

    private static final TypeName USER = new TypeName("aws.iam.user");
    private static final TypeName POLICY = new TypeName("aws.iam.policy");
    private static final String GROUPS = "groups";

    private final Aws aws;

    public GroupPreflight(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        if (!what.deletes() || what.last().bool("forceDestroy").orElse(false)) {
            return List.of();
        }
        var name = what.identity().orElseThrow().value();
        return Errors.unless(code("NoSuchEntity"), () -> findings(what, name, all, call))
                .orElse(List.of());
    }

    private List<Finding> findings(PlannedChange what, String name, PlannedChanges all, Call call) {
        var findings = new ArrayList<Finding>();
        var others = others(what, name, all, call);
        if (!others.isEmpty()) {
            findings.add(Finding.obstacle(
                            what,
                            "the group %s is to be deleted, and it has something from outside this stack: %s."
                                    .formatted(name, String.join(", ", others)),
                            "Remove it, or set `forceDestroy: true`.")
                    .about("forceDestroy"));
        }
        var late = what.kind() == PlannedChange.Kind.REPLACE ? staying(name, all, call) : List.<String>of();
        if (!late.isEmpty()) {
            findings.add(Finding.obstacle(
                            what,
                            "the group %s is to be deleted before its members leave it, which AWS refuses: %s."
                                    .formatted(name, String.join(", ", late)),
                            "Set `lifecycle: {createBeforeDestroy: true}`, or `forceDestroy: true`.")
                    .about("name"));
        }
        return findings;
    }

    /** Members that the plan moves to the new group only after the old one is deleted. */
    private List<String> staying(String group, PlannedChanges all, Call call) {
        return members(group, call)
                .filter(user -> changes(user, all).anyMatch(change -> !change.deletes() && leaves(change, group)))
                .toList();
    }

    private Stream<String> members(String group, Call call) {
        return aws.iam(call).getGroupPaginator(r -> r.groupName(group)).users().stream()
                .map(User::userName);
    }

    private List<String> others(PlannedChange what, String group, PlannedChanges all, Call call) {
        var iam = aws.iam(call);
        var managed = what.last().list("managedPolicies");
        var inline = what.last().map("inlinePolicies");
        var others = new ArrayList<String>();
        members(group, call)
                .filter(user -> changes(user, all).noneMatch(change -> leaves(change, group)))
                .forEach(user -> others.add("user " + user));
        iam.listAttachedGroupPoliciesPaginator(r -> r.groupName(group)).attachedPolicies().stream()
                .filter(policy -> !managed.contains(Value.of(policy.policyArn())) && !goes(policy.policyArn(), all))
                .forEach(policy -> others.add("policy " + policy.policyName()));
        iam.listGroupPoliciesPaginator(r -> r.groupName(group)).policyNames().stream()
                .filter(policy -> !inline.has(policy))
                .forEach(policy -> others.add("inline policy " + policy));
        return others;
    }

    private static Stream<PlannedChange> changes(String user, PlannedChanges all) {
        return all.of(USER).stream()
                .filter(change -> change.identity()
                        .filter(id -> id.value().equalsIgnoreCase(user))
                        .isPresent());
    }

    /** True when the change deletes the user, or takes it out of the group. */
    private static boolean leaves(PlannedChange change, String group) {
        return change.deletes() || (change.changed().contains(GROUPS) && !Memberships.has(change.desired(), group));
    }

    /** True when the plan deletes the policy, which detaches it everywhere. */
    private static boolean goes(String policy, PlannedChanges all) {
        return all.of(POLICY).stream()
                .anyMatch(change -> change.deletes()
                        && change.identity()
                                .filter(id -> id.value().equals(policy))
                                .isPresent());
    }
}
