package dev.setpoint.provider.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Principals that a run replaces, renames or deletes while policies and grants name them: AWS writes their unique ids
 * there. See behaviour.md#policy-documents.
 */
class ReplacedPrincipalTest {

    private static final String HEAD = """
        setpoint: v1
        stack: trial
        providers:
          aws: {region: us-east-1}
        resources:
        """;
    private static final String USER = "  u: {type: aws.iam.user, properties: {name: %s, path: %s}}\n";
    private static final String ROLE = "  u: {type: aws.iam.role, properties: {name: %s, path: %s, assumeRolePolicy:"
            + " {Version: \"2012-10-17\", Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com},"
            + " Action: sts:AssumeRole}]}}}\n";
    private static final String NAMED = """
          bucket: {type: aws.s3.bucket, properties: {name: it-is}}
          policy:
            type: aws.s3.bucketPolicy
            properties:
              bucket: ${bucket.name}
              policy:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: {AWS: "${u.arn}"}
                    Action: s3:GetObject
                    Resource: ${bucket.arn}/*
                    Condition: {ArnNotEquals: {"aws:PrincipalArn": "arn:aws:iam::123456789012:user/one"}}
                  - {Effect: Deny, NotPrincipal: {AWS: ["arn:aws:iam::123456789012:root", "${u.arn}"]}, Action: s3:DeleteObject, Resource: "${bucket.arn}/*"}
          key:
            type: aws.kms.key
            properties:
              policy:
                Version: "2012-10-17"
                Statement:
                  - {Effect: Allow, Principal: {AWS: ["arn:aws:iam::123456789012:root", "${u.arn}"]}, Action: "kms:*", Resource: "*"}
          grant: {type: aws.kms.grant, properties: {key: "${key.keyId}", name: it, granteePrincipal: "${u.arn}", retiringPrincipal: "${u.arn}", operations: [Decrypt]}}
          topic:
            type: aws.sns.topic
            properties:
              name: it
              policy:
                Version: "2012-10-17"
                Statement: [{Effect: Allow, Principal: {AWS: "${u.arn}"}, Action: sns:Publish, Resource: "arn:aws:sns:us-east-1:123456789012:it"}]
          trusting:
            type: aws.iam.role
            properties:
              name: trusting
              assumeRolePolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: {AWS: "${u.arn}"}, Action: sts:AssumeRole}]}
        """;

    @TempDir
    private Path folder;

    private Trial stack(String principal) {
        return Trial.of(folder, HEAD + principal + NAMED);
    }

    private static String principal(String kind, String name, String path) {
        return (kind.equals("user") ? USER : ROLE).formatted(name, path);
    }

    private String bucketPolicy() {
        return Sandbox.open(folder.resolve("cloud"))
                .client(S3Client.class, "us-east-1")
                .getBucketPolicy(r -> r.bucket("it-is"))
                .policy();
    }

    private static void assertSettled(Trial trial) {
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(trial.pending()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"user, two, /", "user, one, /path/", "user, two, /path/", "role, two, /", "role, one, /path/"})
    void anotherNameOrPathReachesEveryPolicyInOneRun(String kind, String name, String path) {
        assertSettled(stack(principal(kind, "one", "/")));
        assertSettled(stack(principal(kind, name, path)));
        assertThat(bucketPolicy())
                .contains(":" + kind + path + name + "\"")
                .doesNotContain("AIDA", "AROA")
                .contains("{\"aws:PrincipalArn\":\"arn:aws:iam::123456789012:user/one\"}");
    }

    /** A new principal of the same ARN is another one: the policies must be written again. */
    @ParameterizedTest
    @ValueSource(strings = {"user", "role"})
    void aReplacementOfTheSameNameWritesThePoliciesAnew(String kind) {
        var trial = stack(principal(kind, "one", "/"));
        assertSettled(trial);
        var replaced = trial.run(PlanOptions.APPLY.replacing(Set.of(Address.resource("u"))));
        assertThat(Trial.problems(replaced.outcome())).isEmpty();
        assertThat(bucketPolicy()).contains(":" + kind + "/one\"").doesNotContain("AIDA", "AROA");
        assertThat(trial.pending()).isEmpty();
    }

    @Test
    void aPrincipalThatLeavesTheSpecIsNoForeignChange() {
        assertSettled(stack(principal("user", "one", "/")));
        var without = (HEAD + NAMED).replace("${u.arn}", "arn:aws:iam::123456789012:root");
        assertSettled(Trial.of(folder, without));
    }

    /** A change of somebody else beside it is still one. */
    @Test
    void aForeignChangeOfThePolicyIsStillFound() {
        assertSettled(stack(principal("user", "one", "/")));
        var outcome = stack(principal("user", "two", "/")).applyAfter(() -> {
            var s3 = Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
            var policy = bucketPolicy().replace("s3:GetObject", "s3:PutObject");
            s3.putBucketPolicy(r -> r.bucket("it-is").policy(policy));
        });
        assertThat(Trial.problems(outcome))
                .anyMatch(problem -> problem.startsWith("SP0607") && problem.contains("policy"));
    }

    @Test
    void aRunThatWasCutShortContinues() {
        assertSettled(stack(principal("user", "one", "/")));
        var next = stack(principal("user", "two", "/"));
        var failing = next.with(Map.of("FAIL", "s3:PutBucketPolicy@1=AccessDenied"));
        assertThat(Trial.problems(failing.apply())).isNotEmpty();
        assertThat(bucketPolicy()).contains("AIDA");
        assertSettled(next);
    }
}
