package dev.setpoint.provider.sandbox.behaviour;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Deletion of a user: policies and keys of other owners are deleted only if the spec says so. See
 * behaviour.md#iam-user.
 */
final class UserDeletionTest {

    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

    @TempDir
    private Path folder;

    private ContractRun run;
    private IamClient iam;

    @BeforeEach
    void open() {
        run = new ContractRun(Cloud.SANDBOX, folder, Map.of());
        iam = Sandbox.open(folder.resolve("cloud")).client(IamClient.class, "us-east-1");
    }

    private static Source stack(boolean forceDestroy) {
        return new Source("setpoint.yaml", """
            setpoint: v1
            stack: people
            providers:
              aws: {region: us-east-1}
            resources:
              backup: {type: aws.iam.user, properties: {name: backup, forceDestroy: %s}}
            """.formatted(forceDestroy));
    }

    private void addPoliciesAndKeys(String user) {
        iam.createAccessKey(r -> r.userName(user));
        iam.createLoginProfile(r -> r.userName(user).password("correct horse"));
        iam.putUserPolicy(r -> r.userName(user).policyName("own").policyDocument(POLICY));
        iam.attachUserPolicy(r -> r.userName(user).policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
    }

    @Test
    void policiesOfOthersKeepAUser() {
        run.apply(stack(false));
        addPoliciesAndKeys("backup");
        assertThatThrownBy(() -> run.destroy(stack(false)))
                .hasMessageContaining("something outside this stack belongs to it: access key AKIA")
                .hasMessageContaining("set `forceDestroy: true`");
        assertThat(iam.listAccessKeys(r -> r.userName("backup")).accessKeyMetadata())
                .hasSize(1);
    }

    @Test
    void forceDestroyDeletesEverything() {
        run.apply(stack(true));
        addPoliciesAndKeys("backup");
        run.destroy(stack(true));
        assertThat(run.state().isEmpty()).isTrue();
        assertRefused("NoSuchEntity", () -> iam.getUser(r -> r.userName("backup")));
    }
}
