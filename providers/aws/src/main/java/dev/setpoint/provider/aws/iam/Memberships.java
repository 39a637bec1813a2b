package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.iam.IamErrors.NO_SUCH_ENTITY;
import static dev.setpoint.provider.aws.iam.IamErrors.PROPAGATION;
import static dev.setpoint.provider.aws.shape.Properties.texts;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.wait.Eventually;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Group;

/** Groups of one user, which IAM names ignoring case. See behaviour.md#iam-group. */
final class Memberships {

    private static final String GROUPS = "groups";
    private static final Settled SEEN = new Settled(5, Duration.ofSeconds(1), PROPAGATION);

    private final IamClient iam;
    private final String user;
    private final Eventually eventually;

    Memberships(IamClient iam, String user, Eventually eventually) {
        this.iam = iam;
        this.user = user;
        this.eventually = eventually.unseen(NO_SUCH_ENTITY);
    }

    /** Names in the properties of a user. */
    static Set<String> of(Value.Map properties) {
        return ignoringCase(texts(properties, GROUPS));
    }

    static boolean has(Value.Map properties, String group) {
        return of(properties).contains(group);
    }

    private static Set<String> ignoringCase(Collection<String> names) {
        var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        return set;
    }

    Set<String> live() {
        return iam.listGroupsForUserPaginator(r -> r.userName(user)).groups().stream()
                .map(Group::groupName)
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
    }

    /** Makes the user a member of exactly these. */
    void set(Set<String> wanted) {
        var live = eventually.retry(NO_SUCH_ENTITY, PROPAGATION, "the user " + user + " to be seen", this::live);
        without(wanted, live).forEach(this::join);
        leave(without(live, wanted));
        eventually.until(SEEN, "the groups of the user " + user + " to be seen", () -> live().equals(wanted));
    }

    /** A group that was just made may not be seen yet: NoSuchEntity. */
    private void join(String group) {
        eventually.retry(
                NO_SUCH_ENTITY,
                PROPAGATION,
                "the group " + group + " to be seen",
                () -> iam.addUserToGroup(r -> r.userName(user).groupName(group)));
    }

    void leave(Collection<String> groups) {
        groups.forEach(group -> Errors.ignoring(
                NO_SUCH_ENTITY,
                () -> iam.removeUserFromGroup(r -> r.userName(user).groupName(group))));
    }

    private static Set<String> without(Set<String> these, Set<String> those) {
        var rest = ignoringCase(these);
        rest.removeAll(those);
        return rest;
    }
}
