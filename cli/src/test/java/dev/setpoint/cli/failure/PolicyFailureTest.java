package dev.setpoint.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that AWS refuses is shown at the part that AWS means, wherever the policy is written. */
class PolicyFailureTest {

    private static final String BEGINNING = """
        setpoint: v1
        stack: policies
        providers: {aws: {region: us-east-1}}
        data:
          me: {type: aws.sts.callerIdentity}
        """;

    private static final String BUCKET = """
        resources:
          b: {type: aws.s3.bucket, properties: {name: my-policy-bucket}}
          p:
            type: aws.s3.bucketPolicy
            properties:
              bucket: ${b.name}
        """;

    @TempDir
    private Path folder;

    private String apply(String stack) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), stack);
        var run = Run.of(folder, "apply", "--sandbox", "--auto-approve");
        assertThat(run.code()).isEqualTo(1);
        return run.err();
    }

    @Test
    void inAMap() throws IOException {
        assertThat(apply(BEGINNING + BUCKET + """
                  policy:
                    Version: 2012-10-17
                    Statement:
                      - Effect: Allow
                        Principal: {AWS: "arn:aws:iam::${data.me.accountId}:root"}
                        Action: s3:GetObject
                        Resource: ${b.arn}/*
                      - Effect: Allow
                        Principal:
                          AWS:
                            - "arn:aws:iam::${data.me.accountId}:root"
                            - "arn:aws:iam::${data.me.accountId}:role/none"
                        Action: s3:GetObject
                        Resource: ${b.arn}/*
            """))
                .contains("Invalid principal in policy")
                .contains("   23 |                 - \"arn:aws:iam::${data.me.accountId}:role/none\"");
    }

    @Test
    void inATextOfJson() throws IOException {
        assertThat(apply(BEGINNING + BUCKET + """
                  policy: |
                    {
                      "Version": "2012-10-17",
                      "Statement": [
                        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "${b.arn}/*"},
                        {
                          "Effect": "Allow",
                          "Principal": {"AWS": "${data.me.accountId}"},
                          "Action": "s3:GetObject",
                          "Resource": ["${b.arn}/*", "arn:aws:s3:::another/*"]
                        }
                      ]
                    }
            """))
                .contains("A bucket policy names this bucket and its objects only, by their ARNs.")
                .contains("setpoint.yaml:21:42: ");
    }

    @Test
    void inTheDataSourceThatMakesThePolicy() throws IOException {
        assertThat(apply(BEGINNING + """
              doc:
                type: aws.iam.policyDocument
                properties:
                  statements:
                    - principals: {AWS: ["123456789012"]}
                      actions: [s3:GetObject]
                      resources: ["${b.arn}/*"]
                    - principals: {AWS: ["123456789012"]}
                      actions: [s3:GetObject, kms:Decrypt]
                      resources: ["${b.arn}/*"]
            """ + BUCKET + """
                  policy: ${data.doc.json}
            """))
                .contains("A bucket policy takes only actions of s3.")
                .contains("   14 |           actions: [s3:GetObject, kms:Decrypt]");
    }

    @Test
    void inALocal() throws IOException {
        assertThat(apply(BEGINNING + """
            locals:
              statement: {Effect: Allow, Action: "sns:Publish", Resource: "*", Condition: {StringEqual: {aws:x: y}}}
              document: {Version: 2012-10-17, Statement: ["${locals.statement}"]}
            resources:
              p: {type: aws.iam.policy, properties: {name: pp, policy: "${locals.document}"}}
            """))
                .contains("This is not a condition operator of IAM.")
                .contains("setpoint.yaml:8:");
    }

    @Test
    void aPublicPolicyIsNotMendedByAPermission() throws IOException {
        assertThat(apply(BEGINNING
                        + BUCKET.replace(
                                "name: my-policy-bucket",
                                "name: my-policy-bucket, publicAccessBlock: {blockPublicPolicy: true}")
                        + """
                              policy: |
                                {"Version": "2012-10-17", "Statement": [
                                  {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "${b.arn}/*"}]}
                        """))
                .contains("   14 |           {\"Effect\": \"Allow\", \"Principal\": \"*\"")
                .contains("hint: Block Public Access forbids it")
                .doesNotContain("Allow `s3:PutBucketPolicy`");
    }
}
