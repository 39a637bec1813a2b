package dev.setpoint.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of calls whose request contains a secret. */
class SecretErrorsTest extends SecretStack {

    @Test
    void secretNamesThatAPlanLooksUpAreNotQuoted() throws IOException {
        spec("""
            setpoint: v1
            stack: secrets
            inputs: {secret: {type: string, sensitive: true}}
            resources:
              bucket:
                type: aws.s3.bucket
                properties:
                  name: looking-bucket
                  inventory:
                    - id: all
                      schedule: Daily
                      includedObjectVersions: All
                      destination: {bucket: "arn:aws:s3:::${inputs.secret}", format: CSV}
              subscription:
                type: aws.sns.subscription
                properties:
                  topic: arn:aws:sns:us-east-1:123456789012:looking
                  protocol: https
                  endpoint: https://example.com/${inputs.secret}
            """);
        variables.put("SETPOINT_SANDBOX_DENY", "s3:GetBucketPolicy,sns:List*");
        // The cloud's own log names the bucket that was asked for.
        variables.remove("SETPOINT_SANDBOX_LOG");

        assertThat(run("plan", "--sandbox").err())
                .contains(
                        "Looking for `bucket` (aws.s3.bucketPolicy) failed at s3:GetBucketPolicy, with AccessDenied.",
                        "Looking for `subscription` (aws.sns.subscription) failed at sns:ListSubscriptionsByTopic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "permissions"})
    void aFileWithASecretNameIsNotNamed(String command) throws IOException {
        spec("""
            setpoint: v1
            stack: secrets
            inputs: {secret: {type: string, sensitive: true}}
            data:
              document: {type: aws.iam.policyDocument, properties: {source: ["${inputs.secret}"]}}
            resources:
              object:
                type: aws.s3.object
                properties: {bucket: looking-bucket, key: x, file: "${inputs.secret}"}
            """);

        assertThat(run(command, "--sandbox").err())
                .contains("Preparing `object` (aws.s3.object) failed, with FileUnreadable.")
                .doesNotContain("There is no file");
    }

    /** A secret that is an ordinary word would be a part of many sentences: none is searched for it. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "key", "1", "failed", "CreateRole"})
    void noSentenceIsMangled(String word) {
        secret = word;
        variables.put("SETPOINT_SANDBOX_DENY", "iam:CreateRole");

        assertThat(stack("apply --auto-approve").err())
                .contains(
                        "Creating `role` (aws.iam.role) failed at iam:CreateRole, with AccessDenied. The error"
                                + " is not shown, because it may contain a secret.",
                        "aws says: (sensitive)",
                        "Allow `iam:CreateRole` to the identity that provider `aws` uses.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kms:CreateKey", "s3:PutBucketTagging", "iam:CreateRole"})
    void aFailedCallShowsNone(String action) {
        variables.put("SETPOINT_SANDBOX_DENY", action);
        fails("apply --auto-approve");
        fails("apply --auto-approve --format json");
        Stream.of("plan", "show", "show --format json", "output --format json").forEach(this::succeeds);
        variables.remove("SETPOINT_SANDBOX_DENY");
        succeeds("apply --auto-approve");
    }
}
