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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;

/**
 * Pre-flight look for other users of a policy that is to be deleted, and so detached, and for those whose permissions
 * boundary it is. See behaviour.md#iam-policy-deletion.
 */
public final class PolicyPreflight implements Preflight {

    private static final String BOUNDARY = "permissionsBoundary";

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
        return Stream.concat(attached(what, arn, all, call).stream(), bounding(what, arn, all, call).stream())
                .toList();
    }

    private Optional<Finding> attached(PlannedChange what, String arn, PlannedChanges all, Call call) {
        var users = users(arn, PolicyUsageType.PERMISSIONS_POLICY, call);
        users.removeIf(user -> all.touch(user.name()));
        all.of(new TypeName("aws.iam.rolePolicyAttachment")).stream()
                .filter(attachment -> attachment.deletes()
                        && attachment.last().string("policy").equals(Optional.of(arn)))
                .flatMap(attachment -> attachment.last().string("role").stream())
                .forEach(role -> users.remove(new User("role", ArnOrName.name(role))));
        return users.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.concern(
                        what,
                        "the policy is attached outside this stack, too, and is taken off there: %s."
                                .formatted(listed(users)),
                        "Keep it, with `lifecycle: {onDelete: retain}`, if they still need it."));
    }

    /** AWS does not delete a policy that bounds somebody, and taking a boundary away would give permissions. */
    private Optional<Finding> bounding(PlannedChange what, String arn, PlannedChanges all, Call call) {
        var users = users(arn, PolicyUsageType.PERMISSIONS_BOUNDARY, call);
        users.removeIf(user -> losesBoundary(user, what, arn, all));
        if (users.isEmpty()) {
            return Optional.empty();
        }
        var inStack = users.stream().anyMatch(user -> losesBoundaryLater(user, what, arn, all));
        return Optional.of(
                Finding.obstacle(
                        what,
                        "the policy is the permissions boundary of %s, and AWS does not delete it until they have another one or none."
                                .formatted(listed(users)),
                        inStack
                                ? "Set `lifecycle: {createBeforeDestroy: true}`, so that the new policy is there first."
                                : "Give them another boundary first, or keep the policy with `lifecycle: {onDelete: retain}`."));
    }

    private static boolean losesBoundary(User user, PlannedChange what, String arn, PlannedChanges all) {
        var isFirst = what.kind() == PlannedChange.Kind.DELETE || what.createFirst();
        return changes(user, all)
                .anyMatch(change -> (change.deletes() && isFirst)
                        || change.kind() == PlannedChange.Kind.DELETE
                        || (isFirst && getsAnother(change, arn)));
    }

    private static boolean losesBoundaryLater(User user, PlannedChange what, String arn, PlannedChanges all) {
        return what.kind() == PlannedChange.Kind.REPLACE
                && changes(user, all).anyMatch(change -> change.makes() || getsAnother(change, arn));
    }

    private static boolean getsAnother(PlannedChange change, String arn) {
        return change.changed().contains(BOUNDARY)
                && !change.desired().string(BOUNDARY).equals(Optional.of(arn));
    }

    private static Stream<PlannedChange> changes(User user, PlannedChanges all) {
        return all.ofAnyProvider(new TypeName("aws.iam." + user.kind())).stream()
                .filter(change -> change.identity()
                        .filter(id -> id.value().equals(user.name()))
                        .isPresent());
    }

    /** @param kind {@code role}, {@code user} or {@code group} */
    private record User(String kind, String name) implements Comparable<User> {
        @Override
        public int compareTo(User other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    private static String listed(Set<User> users) {
        return users.stream().map(User::toString).collect(Collectors.joining(", "));
    }

    private Set<User> users(String arn, PolicyUsageType usage, Call call) {
        var pages = Errors.unless(
                        code("NoSuchEntity"),
                        () -> aws
                                .iam(call)
                                .listEntitiesForPolicyPaginator(
                                        r -> r.policyArn(arn).policyUsageFilter(usage))
                                .stream()
                                .toList())
                .orElse(List.of());
        var users = new TreeSet<User>();
        for (var page : pages) {
            page.policyRoles().forEach(role -> users.add(new User("role", role.roleName())));
            page.policyUsers().forEach(user -> users.add(new User("user", user.userName())));
            page.policyGroups().forEach(group -> users.add(new User("group", group.groupName())));
        }
        return users;
    }
}
