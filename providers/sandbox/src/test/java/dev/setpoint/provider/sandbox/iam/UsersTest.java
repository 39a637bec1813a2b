package dev.setpoint.provider.sandbox.iam;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.testing.StandingClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyUser;
import software.amazon.awssdk.services.iam.model.Tag;

/** Rules of users. See behaviour.md#iam-user. */
final class UsersTest {

    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private IamClient iam;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder, StandingClock.settings());
        iam = sandbox.client(IamClient.class, "us-east-1");
    }

    private String policy() {
        return iam.createPolicy(r -> r.policyName("all").policyDocument(POLICY))
                .policy()
                .arn();
    }

    @Test
    void aNameIsTakenWhateverItsCase() {
        iam.createUser(r -> r.userName("Backup"));
        assertRefused("EntityAlreadyExists", () -> iam.createUser(r -> r.userName("backup")));
        assertRefused("ValidationError", () -> iam.createUser(r -> r.userName("back up")));
        assertRefused(
                "ValidationError", () -> iam.createUser(r -> r.userName("other").path("people")));
        assertRefused("NoSuchEntity", () -> iam.getUser(r -> r.userName("other")));
    }

    @Test
    void aUserMovesAndItsArnWithIt() {
        iam.createUser(r -> r.userName("backup")
                .tags(Tag.builder().key("Purpose").value("test").build()));
        var id = iam.getUser(r -> r.userName("backup")).user().userId();
        iam.updateUser(r -> r.userName("backup").newPath("/people/").newUserName("archive"));
        var moved = iam.getUser(r -> r.userName("archive")).user();
        assertThat(moved.arn()).endsWith(":user/people/archive");
        assertThat(moved.userId()).isEqualTo(id).startsWith("AIDA");
        assertThat(moved.tags()).hasSize(1);
        assertRefused("NoSuchEntity", () -> iam.getUser(r -> r.userName("backup")));
    }

    @Test
    void aBoundaryMustBeAnExistingPolicy() {
        iam.createUser(r -> r.userName("backup"));
        assertRefused(
                "NoSuchEntity",
                () -> iam.putUserPermissionsBoundary(
                        r -> r.userName("backup").permissionsBoundary("arn:aws:iam::000000000000:policy/none")));
        assertRefused("NoSuchEntity", () -> iam.deleteUserPermissionsBoundary(r -> r.userName("backup")));
        var arn = policy();
        iam.putUserPermissionsBoundary(r -> r.userName("backup").permissionsBoundary(arn));
        assertThat(iam.getUser(r -> r.userName("backup"))
                        .user()
                        .permissionsBoundary()
                        .permissionsBoundaryArn())
                .isEqualTo(arn);
    }

    @Test
    void aUserIsDeletedOnlyWithoutPoliciesAndKeys() {
        iam.createUser(r -> r.userName("backup"));
        var arn = policy();
        var key = iam.createAccessKey(r -> r.userName("backup")).accessKey().accessKeyId();
        iam.createLoginProfile(r -> r.userName("backup").password("correct horse"));
        iam.attachUserPolicy(r -> r.userName("backup").policyArn(arn));
        iam.putUserPolicy(r -> r.userName("backup").policyName("own").policyDocument(POLICY));
        assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(arn)).policyUsers())
                .extracting(PolicyUser::userName)
                .containsExactly("backup");
        assertRefused("DeleteConflict", () -> iam.deletePolicy(r -> r.policyArn(arn)));

        iam.deleteUserPolicy(r -> r.userName("backup").policyName("own"));
        assertDeletionRefused("must detach all policies first");
        iam.detachUserPolicy(r -> r.userName("backup").policyArn(arn));
        assertDeletionRefused("must delete access keys first");
        iam.deleteAccessKey(r -> r.userName("backup").accessKeyId(key));
        assertDeletionRefused("must delete login profile first");
        assertRefused("EntityTemporarilyUnmodifiable", () -> iam.deleteLoginProfile(r -> r.userName("backup")));
        sandbox.clock().advance(Duration.ofSeconds(11));
        iam.deleteLoginProfile(r -> r.userName("backup"));
        iam.deleteUser(r -> r.userName("backup"));
        assertRefused("NoSuchEntity", () -> iam.getUser(r -> r.userName("backup")));
    }

    private void assertDeletionRefused(String why) {
        assertRefused("DeleteConflict", () -> iam.deleteUser(r -> r.userName("backup")))
                .hasMessageContaining(why);
    }

    @Test
    void aUserHasTwoAccessKeysAtMost() {
        iam.createUser(r -> r.userName("backup"));
        iam.createAccessKey(r -> r.userName("backup"));
        iam.createAccessKey(r -> r.userName("backup"));
        assertRefused("LimitExceeded", () -> iam.createAccessKey(r -> r.userName("backup")));
        assertThat(iam.listAccessKeys(r -> r.userName("backup")).accessKeyMetadata())
                .hasSize(2);
    }
}
