package dev.setpoint.provider.sandbox.faults.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.faults.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/** A replica key holds its region until its deletion is final. See behaviour.md#kms-replica-key-deletion. */
class TakenReplicaRegionTest {

    private static final String HEAD = """
        setpoint: v1
        stack: trial
        providers:
          aws: {region: us-east-1}
          aws.west: {region: us-west-2}
        resources:
          key: {type: aws.kms.key, properties: {multiRegion: true}}
        """;
    private static final String REPLICA =
            "  %s: {type: aws.kms.replicaKey, provider: aws.west, properties: {primaryKey: \"${key.arn}\"%s}}\n";

    @TempDir
    private Path folder;

    private Trial stack(String replica, String more) {
        return Trial.of(folder, HEAD + (replica.isEmpty() ? "" : REPLICA.formatted(replica, more)));
    }

    private static List<String> said(Trial trial, PlanOptions options) {
        return trial.plan(options).diagnostics().stream()
                .map(Diagnostic::message)
                .toList();
    }

    private KmsClient west() {
        return Sandbox.open(folder.resolve("cloud")).client(KmsClient.class, "us-west-2");
    }

    private String id(Trial trial) {
        return trial.state()
                .resource(Address.resource("key"))
                .orElseThrow()
                .identity()
                .value();
    }

    @Test
    void aReplacementInTheSameRegionIsRefusedByThePlan() {
        var trial = stack("it", "");
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(said(trial, PlanOptions.APPLY.replacing(Set.of(Address.resource("it")))))
                .singleElement()
                .asString()
                .contains("cannot be replaced in us-west-2: the old one occupies the region", "30 days later");
        assertThat(west().describeKey(r -> r.keyId(id(trial))).keyMetadata().keyStateAsString())
                .isNotEqualTo("PendingDeletion");
    }

    /** A new primary has another id, so that its replica finds the region free. */
    @Test
    void aReplicaIsReplacedTogetherWithItsPrimary() {
        var trial = stack("it", "");
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var run = trial.run(PlanOptions.APPLY.replacing(Set.of(Address.resource("key"))));
        assertThat(Trial.problems(run.outcome())).isEmpty();
        assertThat(trial.pending()).isEmpty();
    }

    @Test
    void aBlockThatIsAddedBackTakesItsReplicaOver() {
        var trial = stack("it", ", description: first, tags: {A: one}");
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var id = id(trial);
        assertThat(Trial.problems(stack("", "").apply())).isEmpty();
        var back = stack("it", ", description: second, tags: {B: two}");
        assertThat(back.plan(PlanOptions.APPLY).diagnostics())
                .singleElement()
                .matches(problem -> !problem.isError()
                        && problem.message().contains("is scheduled, and the region stays taken until 20")
                        && problem.hint()
                                .orElse("")
                                .contains("aws kms cancel-key-deletion --region us-west-2 --key-id " + id));
        assertThat(Trial.problems(back.apply())).isEmpty();
        var key = west().describeKey(r -> r.keyId(id)).keyMetadata();
        assertThat(key.keyStateAsString()).isEqualTo("Enabled");
        assertThat(key.description()).isEqualTo("second");
        assertThat(back.pending()).isEmpty();
    }

    @Test
    void aReplicaWhoseDeletionSomebodyCancelsIsImported() {
        var trial = stack("it", "");
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var id = id(trial);
        assertThat(Trial.problems(stack("", "").apply())).isEmpty();
        west().cancelKeyDeletion(r -> r.keyId(id));
        var imported = Trial.of(folder, HEAD + REPLICA.formatted("it", "").replace("}}", "}, import: " + id + "}"));
        assertThat(Trial.problems(imported.apply())).isEmpty();
        assertThat(west().describeKey(r -> r.keyId(id)).keyMetadata().keyStateAsString())
                .isEqualTo("Enabled");
        assertThat(trial.pending()).isEmpty();
    }

    @Test
    void withoutThePermissionToCancelTheRegionStaysTaken() {
        var trial = stack("it", "");
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(Trial.problems(stack("", "").apply())).isEmpty();
        assertThat(Trial.problems(
                        trial.with(Map.of("DENY", "kms:CancelKeyDeletion")).apply()))
                .anyMatch(problem -> problem.contains("has a replica in us-west-2 already"));
    }

    @Test
    void anotherBlockForTheSameReplicaIsRefusedByThePlan() {
        assertThat(Trial.problems(stack("it", "").apply())).isEmpty();
        var renamed = stack("other", "");
        assertThat(renamed.plan(PlanOptions.APPLY).diagnostics())
                .anyMatch(problem ->
                        problem.isError() && (problem.message() + problem.hint().orElse("")).contains("moved"));
    }
}
