package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Replica keys in the state Creating, as an interrupted run leaves them, which report themselves as disabled. See
 * behaviour.md#kms-replica-key.
 */
final class ReplicaKeyCreationTest {

    @TempDir
    private Path folder;

    @Test
    void aReplicaIsReadAsItWillBeWhenItIsCreated() {
        var run = new ContractRun(Cloud.SANDBOX, folder, Map.of());
        var kms = Sandbox.open(folder.resolve("cloud")).client(KmsClient.class, "us-east-1");
        var primary = kms.createKey(r -> r.multiRegion(true)).keyMetadata();
        kms.replicateKey(r -> r.keyId(primary.keyId()).replicaRegion("us-west-2"));

        var plan = run.plan(new Source("setpoint.yaml", """
            setpoint: v1
            stack: keys
            providers:
              aws: {region: us-west-2}
            resources:
              replica:
                type: aws.kms.replicaKey
                import: %s
                properties: {primaryKey: "%s", enabled: true}
            """.formatted(primary.keyId(), primary.arn())));

        assertThat(plan.changes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Import.class, taken -> assertThat(taken.then()).isInstanceOf(Change.NoOp.class));
    }
}
