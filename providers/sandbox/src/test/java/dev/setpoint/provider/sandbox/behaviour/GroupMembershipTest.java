package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.User;

/** Groups, their members, and what keeps a group from its deletion. See behaviour.md#iam-group. */
final class GroupMembershipTest {

    @TempDir
    private Path folder;

    private ContractRun run;
    private IamClient iam;

    @BeforeEach
    void open() {
        run = new ContractRun(Cloud.SANDBOX, folder, Map.of());
        iam = Sandbox.open(folder.resolve("cloud")).client(IamClient.class, "us-east-1");
    }

    private static Source stack(String resources) {
        return new Source("setpoint.yaml", """
            setpoint: v1
            stack: people
            providers:
              aws: {region: us-east-1}
            resources:
            %s""".formatted(resources.indent(2)));
    }

    private static Source group(String name, String user) {
        return stack("""
            team: {type: aws.iam.group, properties: {name: %s}}
            ann: {type: aws.iam.user, dependsOn: [team], properties: {name: ann%s}}
            """.formatted(name, user));
    }

    private List<String> groupsOf(String user) {
        return iam.listGroupsForUser(r -> r.userName(user)).groups().stream()
                .map(Group::groupName)
                .toList();
    }

    @Test
    void aUserJoinsLeavesAndIsDeletedWithItsGroup() {
        run.apply(group("admins", ", groups: [\"${team.name}\"]"));
        assertThat(groupsOf("ann")).containsExactly("admins");
        run.apply(group("admins", ", groups: []"));
        assertThat(groupsOf("ann")).isEmpty();
        run.apply(group("admins", ", groups: [ADMINS]"));
        assertThat(groupsOf("ann")).containsExactly("admins");
        assertThat(run.plan(group("admins", ", groups: [Admins]")).hasChanges()).isFalse();
        run.destroy(group("admins", ", groups: [\"${team.name}\"]"));
        assertThat(run.state().isEmpty()).isTrue();
    }

    @Test
    void aReplacedGroupTakesItsMemberAlong() {
        run.apply(replaced("admins", "{}"));
        assertThatThrownBy(() -> run.apply(replaced("owners", "{}")))
                .hasMessageContaining("before its members leave it, which AWS refuses: ann.")
                .hasMessageContaining("createBeforeDestroy: true");
        run.apply(replaced("owners", "{createBeforeDestroy: true}"));
        assertThat(groupsOf("ann")).containsExactly("owners");
    }

    private static Source replaced(String name, String lifecycle) {
        return stack("""
            team: {type: aws.iam.group, lifecycle: %s, properties: {name: %s}}
            ann: {type: aws.iam.user, properties: {name: ann, groups: ["${team.name}"]}}
            """.formatted(lifecycle, name));
    }

    @Test
    void membersFromOutsideTheStackAreShownInThePlan() {
        var spec = stack("team: {type: aws.iam.group, properties: {name: admins}}");
        run.apply(spec);
        iam.createUser(r -> r.userName("bob"));
        iam.addUserToGroup(r -> r.groupName("admins").userName("bob"));
        assertThatThrownBy(() -> run.destroy(spec))
                .hasMessageContaining("the group admins is to be deleted")
                .hasMessageContaining("user bob");
        assertThat(iam.getGroup(r -> r.groupName("admins")).users())
                .extracting(User::userName)
                .containsExactly("bob");
    }

    @Test
    void forceDestroyRemovesMembersAndPolicies() {
        var spec = stack("team: {type: aws.iam.group, properties: {name: admins, forceDestroy: true}}");
        run.apply(spec);
        iam.createUser(r -> r.userName("bob"));
        iam.addUserToGroup(r -> r.groupName("admins").userName("bob"));
        iam.attachGroupPolicy(r -> r.groupName("admins").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        run.destroy(spec);
        assertThat(run.state().isEmpty()).isTrue();
        assertThat(groupsOf("bob")).isEmpty();
    }

    @Test
    void aGroupThatIsNotThereIsRefusedInThePlan() {
        assertThatThrownBy(() -> run.apply(group("admins", ", groups: [none]")))
                .hasMessageContaining("there is no group none");
    }
}
