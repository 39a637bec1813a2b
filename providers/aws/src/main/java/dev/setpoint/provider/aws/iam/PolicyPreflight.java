package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.equality.ArnOrName;
import dev.setpoint.provider.aws.error.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;

/** Pre-flight look for other users of a policy that is to be deleted, and so detached. See behaviour.md#iam-policy. */
public final class PolicyPreflight implements Preflight {

    private final Aws aws;

    public PolicyPreflight(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        if (!what.deletes()) {
            return List.of();
        }
        var arn = what.identity().orElseThrow().value();
        var pages = Errors.unless(
                        code("NoSuchEntity"),
                        () -> aws.iam(call).listEntitiesForPolicyPaginator(r -> r.policyArn(arn)).stream()
                                .toList())
                .orElse(List.of());
        var users = new TreeSet<String>();
        pages.forEach(page -> users.addAll(names(page)));
        users.removeIf(user -> all.touch(user.substring(user.indexOf(' ') + 1)));
        all.of(new TypeName("aws.iam.rolePolicyAttachment")).stream()
                .filter(attachment -> attachment.deletes()
                        && attachment.last().string("policy").equals(Optional.of(arn)))
                .flatMap(attachment -> attachment.last().string("role").stream())
                .forEach(role -> users.remove("role " + ArnOrName.name(role)));
        return users.isEmpty()
                ? List.of()
                : List.of(Finding.concern(
                        what,
                        "the policy is attached outside this stack, too, and is taken off there: %s."
                                .formatted(String.join(", ", users)),
                        "Keep it, with `lifecycle: {onDelete: retain}`, if they still need it."));
    }

    private static List<String> names(ListEntitiesForPolicyResponse page) {
        var names = new ArrayList<String>();
        page.policyRoles().forEach(role -> names.add("role " + role.roleName()));
        page.policyUsers().forEach(user -> names.add("user " + user.userName()));
        page.policyGroups().forEach(group -> names.add("group " + group.groupName()));
        return names;
    }
}
