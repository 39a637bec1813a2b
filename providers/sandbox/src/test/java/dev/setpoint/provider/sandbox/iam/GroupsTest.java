package dev.setpoint.provider.sandbox.iam;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.testing.StandingClock;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.User;

/** Rules of groups and of their members. See behaviour.md#iam-group. */
final class GroupsTest {

    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

    @TempDir
    private Path folder;

    private IamClient iam;

    @BeforeEach
    void open() {
        iam = Sandbox.open(folder, StandingClock.settings()).client(IamClient.class, "us-east-1");
    }

    @Test
    void aNameIsTakenWhateverItsCase() {
        iam.createGroup(r -> r.groupName("Admins"));
        assertRefused("EntityAlreadyExists", () -> iam.createGroup(r -> r.groupName("admins")));
        assertRefused("ValidationError", () -> iam.createGroup(r -> r.groupName("ad mins")));
        assertRefused(
                "ValidationError",
                () -> iam.createGroup(r -> r.groupName("other").path("teams")));
        assertThat(iam.getGroup(r -> r.groupName("ADMINS")).group().groupName()).isEqualTo("Admins");
        assertRefused("NoSuchEntity", () -> iam.getGroup(r -> r.groupName("other")));
    }

    @Test
    void aGroupKeepsItsMembersUnderAnotherName() {
        var id = iam.createGroup(r -> r.groupName("admins")).group().groupId();
        iam.createUser(r -> r.userName("ann"));
        iam.addUserToGroup(r -> r.groupName("admins").userName("ann"));
        iam.updateGroup(r -> r.groupName("admins").newGroupName("owners").newPath("/teams/"));
        iam.updateUser(r -> r.userName("ann").newUserName("anna"));
        var group = iam.getGroup(r -> r.groupName("owners"));
        assertThat(group.group().arn()).endsWith(":group/teams/owners");
        assertThat(group.group().groupId()).isEqualTo(id).startsWith("AGPA");
        assertThat(group.users()).extracting(User::userName).containsExactly("anna");
        assertThat(iam.listGroupsForUser(r -> r.userName("anna")).groups())
                .extracting(Group::groupName)
                .containsExactly("owners");
        assertRefused("NoSuchEntity", () -> iam.getGroup(r -> r.groupName("admins")));
    }

    @Test
    void membersAndPoliciesKeepAGroup() {
        iam.createGroup(r -> r.groupName("admins"));
        iam.createUser(r -> r.userName("ann"));
        iam.addUserToGroup(r -> r.groupName("admins").userName("ann"));
        iam.addUserToGroup(r -> r.groupName("admins").userName("ann"));
        assertRefused("DeleteConflict", () -> iam.deleteGroup(r -> r.groupName("admins")));
        assertRefused("DeleteConflict", () -> iam.deleteUser(r -> r.userName("ann")));
        iam.removeUserFromGroup(r -> r.groupName("admins").userName("ann"));
        iam.putGroupPolicy(r -> r.groupName("admins").policyName("own").policyDocument(POLICY));
        assertRefused("DeleteConflict", () -> iam.deleteGroup(r -> r.groupName("admins")));
        iam.deleteGroupPolicy(r -> r.groupName("admins").policyName("own"));
        var arn = iam.createPolicy(r -> r.policyName("all").policyDocument(POLICY))
                .policy()
                .arn();
        iam.attachGroupPolicy(r -> r.groupName("admins").policyArn(arn));
        assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(arn)).policyGroups())
                .extracting(PolicyGroup::groupName)
                .containsExactly("admins");
        assertThat(iam.getPolicy(r -> r.policyArn(arn)).policy().attachmentCount())
                .isEqualTo(1);
        assertRefused("DeleteConflict", () -> iam.deletePolicy(r -> r.policyArn(arn)));
        assertRefused("DeleteConflict", () -> iam.deleteGroup(r -> r.groupName("admins")));
        iam.detachGroupPolicy(r -> r.groupName("admins").policyArn(arn));
        iam.deleteGroup(r -> r.groupName("admins"));
        iam.deletePolicy(r -> r.policyArn(arn));
        iam.deleteUser(r -> r.userName("ann"));
    }

    @Test
    void limitsOfGroupsAreKept() {
        iam.createUser(r -> r.userName("ann"));
        for (var i = 0; i < 10; i++) {
            var name = "group-" + i;
            iam.createGroup(r -> r.groupName(name));
            iam.addUserToGroup(r -> r.groupName(name).userName("ann"));
        }
        iam.createGroup(r -> r.groupName("eleventh"));
        assertRefused(
                "LimitExceeded",
                () -> iam.addUserToGroup(r -> r.groupName("eleventh").userName("ann")));
        assertRefused(
                "NoSuchEntity",
                () -> iam.addUserToGroup(r -> r.groupName("none").userName("ann")));
        assertRefused(
                "NoSuchEntity",
                () -> iam.addUserToGroup(r -> r.groupName("eleventh").userName("none")));
        assertRefused(
                "NoSuchEntity",
                () -> iam.removeUserFromGroup(r -> r.groupName("none").userName("ann")));
        var tooLong = POLICY.replace("s3:*", "s3:" + "a".repeat(5_100));
        assertRefused(
                "LimitExceeded",
                () -> iam.putGroupPolicy(
                        r -> r.groupName("eleventh").policyName("own").policyDocument(tooLong)));
        assertRefused(
                "NoSuchEntity",
                () -> iam.getGroupPolicy(r -> r.groupName("eleventh").policyName("own")));
    }

    @Test
    void noPolicyNamesAGroupAsPrincipal() {
        iam.createGroup(r -> r.groupName("admins"));
        var group = iam.getGroup(r -> r.groupName("admins")).group().arn();
        var trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + group
                + "\"},\"Action\":\"sts:AssumeRole\"}]}";
        assertRefused(
                "MalformedPolicyDocument",
                () -> iam.createRole(r -> r.roleName("role").assumeRolePolicyDocument(trust)));
    }
}
