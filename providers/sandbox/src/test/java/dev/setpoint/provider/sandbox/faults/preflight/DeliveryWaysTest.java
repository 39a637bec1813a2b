package dev.setpoint.provider.sandbox.faults.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.faults.Seeds;
import dev.setpoint.provider.sandbox.faults.Trial;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;

/** Prerequisites that can be met in several ways. See behaviour.md#config-bucket-policy. */
class DeliveryWaysTest {

    private static final String HEAD = """
        setpoint: v1
        stack: trial
        providers:
          aws: {region: us-east-1}
        data:
          caller: {type: aws.sts.callerIdentity}
        resources:
        """;

    private static final String RECORDER = """
          role:
            type: aws.iam.role
            properties:
              name: recorder
              assumeRolePolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: {Service: config.amazonaws.com}, Action: sts:AssumeRole}]}
              managedPolicies: ["arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"]
              inlinePolicies: {%s}
          recorder: {type: aws.config.recorder, properties: {role: "${role.arn}"}}
        """;
    private static final String CHANNEL = """
          channel: {type: aws.config.deliveryChannel, properties: {recorder: "%s", s3Bucket: "%s", s3KeyPrefix: config}}
        """;
    private static final String BUCKET = "  bucket: {type: aws.s3.bucket, properties: {name: it-config}}\n";
    private static final String DELIVERS = "deliver: {Version: \"2012-10-17\", Statement: [{Effect: Allow, Action:"
            + " [s3:GetBucketAcl, \"s3:Put*\"], Resource: \"*\"}]}";
    private static final String READS =
            "read: {Version: \"2012-10-17\", Statement: [{Effect: Allow, Action: s3:GetBucketAcl, Resource: \"*\"}]}";
    private static final String CANNOT = "Config cannot deliver to it-config: the bucket has no policy, and the"
            + " recorder's role may not put objects there.";

    @TempDir
    private Path folder;

    private Seeds seeds;
    private IamClient iam;

    @BeforeEach
    void open() {
        var sandbox = Sandbox.open(folder.resolve("cloud"));
        seeds = new Seeds(sandbox);
        iam = sandbox.client(IamClient.class, "us-east-1");
    }

    private Trial stack(String resources) {
        return Trial.of(folder, HEAD + resources);
    }

    private List<String> said(String resources) {
        return stack(resources).plan(PlanOptions.APPLY).diagnostics().stream()
                .map(problem -> problem.code() + " " + problem.message())
                .toList();
    }

    @Test
    void aChannelDeliversThroughTheRecordersRole() {
        var trial =
                stack(BUCKET + RECORDER.formatted(DELIVERS) + CHANNEL.formatted("${recorder.name}", "${bucket.name}"));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(trial.pending()).isEmpty();
    }

    @Test
    void aChannelThatNeitherRoleNorPolicyLetsInIsRefused() {
        var channel = CHANNEL.formatted("${recorder.name}", "${bucket.name}");
        assertThat(said(BUCKET + RECORDER.formatted(READS) + channel))
                .anyMatch(problem -> problem.startsWith("SP0550") && problem.contains(CANNOT));
        assertThat(said(BUCKET + RECORDER.formatted("") + channel)).anyMatch(problem -> problem.contains(CANNOT));
    }

    @Test
    void aChannelWithPolicyNeedsNoRole() {
        var policy = """
              policy:
                type: aws.s3.bucketPolicy
                properties:
                  bucket: ${bucket.name}
                  policy:
                    Version: "2012-10-17"
                    Statement: {Effect: Allow, Principal: {Service: config.amazonaws.com}, Action: "s3:*", Resource: ["arn:aws:s3:::it-config", "arn:aws:s3:::it-config/*"]}
            """;
        var trial = stack(
                BUCKET + policy + RECORDER.formatted(READS) + CHANNEL.formatted("${recorder.name}", "${bucket.name}"));
        assertThat(Trial.problems(trial.apply())).isEmpty();
    }

    /** Role, recorder and bucket are there already: IAM is asked what the role may. */
    @ParameterizedTest
    @CsvSource({"s3:PutObject, true", "s3:GetObject, false"})
    void aRoleOutsideTheStackIsAsked(String action, boolean delivers) {
        seeds.bucket("it-config");
        seeds.recorder("default");
        iam.putRolePolicy(r -> r.roleName("records")
                .policyName("own")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                        + action + "\",\"Resource\":\"*\"}]}"));
        var channel = CHANNEL.formatted("default", "it-config");
        assertThat(said(channel).contains("SP0550 `channel`: " + CANNOT)).isNotEqualTo(delivers);
        if (delivers) {
            assertThat(Trial.problems(stack(channel).apply())).isEmpty();
        }
    }

    @Test
    void aPolicyThatThePlanGivesToARoleOutsideCounts() {
        seeds.bucket("it-config");
        seeds.recorder("default");
        var more = "  more: {type: aws.iam.rolePolicy, properties: {role: records, name: deliver, policy: {Version:"
                + " \"2012-10-17\", Statement: [{Effect: Allow, Action: \"s3:*\", Resource: \"*\"}]}}}\n";
        assertThat(said(more + CHANNEL.formatted("default", "it-config"))).isEmpty();
    }

    @Test
    void accessLogsToABucketWithoutPolicyAreStillRefused() {
        var logging =
                "  it: {type: aws.s3.bucket, properties: {name: it-is, logging: {targetBucket: %s, targetPrefix: a/}}}\n";
        var sentence = "S3 delivers no access logs to it-config: it has no policy";
        assertThat(said(BUCKET + logging.formatted("\"${bucket.name}\"")))
                .anyMatch(problem -> problem.contains(sentence));
        seeds.bucket("it-config");
        assertThat(said(logging.formatted("it-config"))).anyMatch(problem -> problem.contains(sentence));
    }

    /** Object lock switches versioning on, whatever the spec says of that. */
    @Test
    void aBucketWithObjectLockIsReplicated() {
        var role = seeds.role("copier", "s3.amazonaws.com");
        var trial = stack("""
              from: {type: aws.s3.bucket, properties: {name: it-from, objectLock: {}}}
              to: {type: aws.s3.bucket, properties: {name: it-to, objectLock: {defaultRetention: {mode: GOVERNANCE, days: 1}}}}
              copy: {type: aws.s3.replication, properties: {bucket: "${from.name}", role: "%s", rules: [{id: a, priority: 1, destination: {bucket: "${to.arn}"}}]}}
            """.formatted(role));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(trial.pending()).isEmpty();
    }
}
