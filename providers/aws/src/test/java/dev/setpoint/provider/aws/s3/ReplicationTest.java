package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.testing.Providers.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.aws.testing.EmulatorGap;
import dev.setpoint.provider.aws.testing.TestCall;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ReplicationRule;

final class ReplicationTest {

    private final S3Fixture s3 = S3Fixture.in("us-east-1");
    private final ResourceType replication = s3.type("aws.s3.replication");
    private final TestCall call = new TestCall();
    private final String name = S3Fixture.newName();
    private final Identity id = s3.versionedBucket(name);
    private final String copies = s3.versionedBucket(S3Fixture.newName()).value();

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void replicationIsMadeReadChangedAndDeleted() {
        var desired = desired("Enabled");
        assertThat(replication.find(desired, call)).isEmpty();
        assertSame(replication.create(desired, call), desired);
        assertThat(call.identities()).containsExactly(id);
        assertThat(replication.find(desired, call)).contains(id);

        var changed = desired("Disabled");
        assertSame(replication.update(id, S3Fixture.change(changed, desired, "rules"), call), changed);
        assertSame(replication.read(id, S3Fixture.everythingIn(changed), call).orElseThrow(), changed);

        replication.delete(id, changed, call);
        assertThat(replication.read(id, S3Fixture.everythingIn(changed), call)).isEmpty();
        replication.delete(id, changed, call);
    }

    @Test
    void anExistingConfigurationIsNeverOverwrittenByACreation() {
        replication.create(desired("Enabled"), call);
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> replication.create(desired("Enabled"), call))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NAME_TAKEN));
    }

    @Test
    void everyMemberOfARuleComesBackAsItWasWritten() {
        var rule = rule("Enabled");
        assertThat(ReplicationRules.toValue(ReplicationRules.toS3(List.of(rule)))
                        .items())
                .containsExactly(rule);
    }

    @Test
    void aReplicaKeyTurnsOnCopyingOfEncryptedObjects() {
        var rule =
                map("{\"id\": \"r\", \"destination\": {\"bucket\": \"arn:aws:s3:::c\", \"replicaKmsKey\": \"arn:k\"}}");
        var sent = ReplicationRules.toS3(List.of(rule)).getFirst();
        assertThat(sent.sourceSelectionCriteria().sseKmsEncryptedObjects().statusAsString())
                .isEqualTo("Enabled");
    }

    @Test
    void setsMetricsWithoutReplicationTime() {
        var rule = map("{\"id\": \"r\", \"destination\": {\"bucket\": \"arn:aws:s3:::c\", \"metrics\": true}}");
        var destination = ReplicationRules.toS3(List.of(rule)).getFirst().destination();
        assertThat(destination.metrics().statusAsString()).isEqualTo("Enabled");
        assertThat(destination.replicationTime()).isNull();
    }

    @Test
    void aRuleOfTheFirstSchemaReadsInTheWordsOfTheSecond() {
        var old = SdkShapes.PLAIN.build(ReplicationRule.builder(), map("""
            {"id": "old", "status": "Enabled", "prefix": "a/", "destination": {"bucket": "arn:aws:s3:::c"}}\
            """));
        assertThat(ReplicationRules.toValue(List.of(old)).items()).containsExactly(map("""
            {"id": "old", "status": "Enabled", "priority": 0, "filter": {"prefix": "a/"},
             "deleteMarkerReplication": "Disabled", "sseKmsEncryptedObjects": "Disabled",
             "replicaModifications": "Disabled",
             "destination": {"bucket": "arn:aws:s3:::c", "overrideOwner": false, "replicationTime": false,
               "metrics": false}}\
            """));
    }

    private static void assertSame(Value live, Value expected) {
        assertThat(forgiven(live)).isEqualTo(forgiven(expected));
    }

    private static Value forgiven(Value value) {
        return EmulatorGap.forgiveAll(
                value,
                EmulatorGap.REPLICATION_SOURCE_SELECTION,
                EmulatorGap.REPLICA_MODIFICATIONS,
                EmulatorGap.REPLICATION_FILTER,
                EmulatorGap.REPLICATION_OF_DELETE_MARKERS);
    }

    private Value.Map desired(String status) {
        return Value.Map.EMPTY
                .with("bucket", Value.of(name))
                .with("role", Value.of("arn:aws:iam::123456789012:role/replication"))
                .with("rules", Value.of(List.of(rule(status))));
    }

    private Value.Map rule(String status) {
        return map("""
            {"id": "all", "status": "%s", "priority": 1, "filter": {"prefix": "data/"},
             "deleteMarkerReplication": "Enabled", "sseKmsEncryptedObjects": "Enabled",
             "replicaModifications": "Enabled",
             "destination": {"bucket": "arn:aws:s3:::%s", "storageClass": "STANDARD_IA",
               "account": "123456789012", "overrideOwner": true, "replicationTime": true, "metrics": true,
               "replicaKmsKey": "arn:aws:kms:us-west-2:123456789012:key/00000000-0000-0000-0000-000000000000"}}\
            """.formatted(status, copies));
    }
}
