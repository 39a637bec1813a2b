package dev.setpoint.provider.sandbox.faults.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.faults.ExampleEdits;
import dev.setpoint.provider.sandbox.faults.Seeds;
import dev.setpoint.provider.sandbox.faults.Trial;
import dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pre-flight checks report obstacles in the cloud before the first change, and nothing when there are none. */
class PreflightTest {

    private static final String HEAD = """
        setpoint: v1
        stack: trial
        providers:
          aws: {region: us-east-1}
          aws.west: {region: us-west-2}
        data:
          vpc: {type: aws.ec2.vpc, properties: {isDefault: true}}
        resources:
        """;

    @TempDir
    Path folder;

    static Stream<Fault> faults() {
        return PreflightFaults.all();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void obstaclesAreReportedBeforeTheFirstChange(Fault fault) {
        if (!fault.before().isEmpty()) {
            assertThat(Trial.problems(
                            Trial.of(folder, HEAD + fault.before().indent(2)).apply()))
                    .isEmpty();
        }
        var sandbox = Sandbox.open(folder.resolve("cloud"));
        var value = fault.seed().in(new Seeds(sandbox));
        var trial = Trial.of(folder, HEAD + fault.spec().replace("$", value).indent(2));
        var found = said(trial.plan(PlanOptions.APPLY));
        assertThat(found).anySatisfy(problem -> assertThat(problem).contains(fault.expected()));
    }

    @Test
    void manyObstaclesAreTried() {
        assertThat(faults().map(Fault::name).distinct()).hasSizeGreaterThan(25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3-encryption", "s3-encryption-full"})
    void anExampleRaisesNoProblem(String example) {
        var trial = Trial.ofExample(example, folder);
        assertThat(said(trial.plan(PlanOptions.APPLY))).isEmpty();
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(said(trial.plan(PlanOptions.APPLY))).isEmpty();
        var changed = trial.of(ExampleEdits.changed(trial.source().text()));
        assertThat(said(changed.plan(PlanOptions.APPLY))).isEmpty();
        assertThat(said(trial.plan(PlanOptions.DESTROY))).isEmpty();
    }

    /** A trail's bucket and a replication target may be in another account, where they cannot be checked. */
    @Test
    void targetsInOtherAccountsAreNotChecked() {
        new Seeds(Sandbox.open(folder.resolve("cloud"))).versioned("from");
        var trial = Trial.of(folder, HEAD + """
              logs: {type: aws.cloudtrail.trail, properties: {name: logs, s3Bucket: taken-by-somebody}}
            """);
        assertThat(said(trial.plan(PlanOptions.APPLY))).noneMatch(problem -> problem.startsWith("SP0550"));
    }

    /** Resources of the same plan count as existing, whichever provider creates them, and so do AWS managed keys. */
    @Test
    void resourcesOfTheSamePlanCountAsExisting() {
        var trial = Trial.of(folder, HEAD + """
              logs: {type: aws.s3.bucket, provider: aws.west, properties: {name: western-logs}}
              policy:
                type: aws.s3.bucketPolicy
                provider: aws.west
                properties: {bucket: "${logs.name}", policy: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal:
                  {Service: cloudtrail.amazonaws.com}, Action: s3:PutObject, Resource: "${logs.arn}/*"}]}}
              trail: {type: aws.cloudtrail.trail, properties: {name: trail, s3Bucket: "${logs.name}"}}
              bucket: {type: aws.s3.bucket, properties: {name: it-is, encryption: {algorithm: aws:kms, kmsKey: alias/aws/s3}}}
            """);
        assertThat(said(trial.plan(PlanOptions.APPLY))).isEmpty();
    }

    @Test
    void aQuotaIsReportedOnceForAllResourcesThatExceedIt() {
        new Seeds(Sandbox.open(folder.resolve("cloud"))).trails(5);
        var trial = Trial.of(folder, HEAD + """
              one: {type: aws.cloudtrail.trail, properties: {name: one, s3Bucket: logs}}
              two: {type: aws.cloudtrail.trail, properties: {name: two, s3Bucket: logs}}
            """);
        assertThat(said(trial.plan(PlanOptions.APPLY)))
                .filteredOn(problem -> problem.contains("trails in this region"))
                .hasSize(1);
    }

    /**
     * Missing permissions are reported once for each action, and not at all when the caller cannot simulate policies.
     */
    @Test
    void missingPermissionsAreReported() {
        var trial = Trial.of(folder, HEAD + """
              one: {type: aws.s3.bucket, properties: {name: it-one}}
              two: {type: aws.s3.bucket, properties: {name: it-two}}
              key: {type: aws.kms.key, properties: {}}
            """);
        assertThat(said(trial.with(Map.of("DENY", "s3:CreateBucket,kms:CreateKey"))
                        .plan(PlanOptions.APPLY)))
                .filteredOn(problem -> problem.contains("which the caller's own policies do not allow"))
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("SP0551 `one`: it needs `s3:CreateBucket`")
                        && problem.contains("So do `two`."))
                .anyMatch(problem -> problem.startsWith("SP0551 `key`: it needs `kms:CreateKey`"));
        assertThat(said(trial.with(Map.of("DENY", "s3:CreateBucket,iam:SimulatePrincipalPolicy"))
                        .plan(PlanOptions.APPLY)))
                .isEmpty();
    }

    @Test
    void aPlanWithoutChangesMakesNoPreflightCalls() throws Exception {
        var trial = Trial.ofExample(folder);
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var log = folder.resolve("calls");
        assertThat(trial.with(Map.of("LOG", log.toString())).pending()).isEmpty();
        assertThat(Files.readString(log))
                .doesNotContain(
                        "s3:ListBucketVersions", "kms:DescribeKey\tus-east-1\tarn:", "iam:ListInstanceProfiles");
    }

    private static List<String> said(Result<?> result) {
        return result.diagnostics().stream().map(PreflightTest::text).toList();
    }

    private static String text(Diagnostic diagnostic) {
        return diagnostic.code() + " " + diagnostic.message()
                + diagnostic.hint().map(hint -> " (" + hint + ")").orElse("");
    }
}
