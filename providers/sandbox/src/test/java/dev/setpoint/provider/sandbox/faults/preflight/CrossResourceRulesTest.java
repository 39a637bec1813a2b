package dev.setpoint.provider.sandbox.faults.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.provider.sandbox.faults.Trial;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mistakes between resources, or in the meaning of a policy, are reported with their place before the first change. AWS
 * would refuse some of them in the middle of an apply, and accept others silently.
 */
class CrossResourceRulesTest {

    private static final String HEAD = """
        setpoint: v1
        stack: trial
        providers:
          aws: {region: us-east-1}
          aws.west: {region: us-west-2}
        resources:
          key: {type: aws.kms.key, properties: {multiRegion: true}}
          single: {type: aws.kms.key, properties: {}}
          westernKey: {type: aws.kms.key, provider: aws.west, properties: {}}
          encrypted: {type: aws.s3.bucket, properties: {name: it-encrypted, encryption: {algorithm: aws:kms, kmsKey: "${key.arn}", bucketKey: true}}}
          chosen: {type: aws.s3.bucket, properties: {namePrefix: it-, encryption: {algorithm: aws:kms, kmsKey: "${key.arn}", bucketKey: true}}}
          western: {type: aws.s3.bucket, provider: aws.west, properties: {name: it-western, versioning: Enabled}}
          retaining: {type: aws.s3.bucket, properties: {name: it-retaining, versioning: Enabled, objectLock: {defaultRetention: {mode: GOVERNANCE, days: 1}}}}
          charging: {type: aws.s3.bucket, properties: {name: it-charging, requestPayment: Requester}}
          source: {type: aws.s3.bucket, properties: {name: it-source, versioning: Enabled}}
          several: {type: aws.s3.bucket, forEach: [a/b], properties: {name: it-several}}
          role: {type: aws.iam.role, properties: {name: it, assumeRolePolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: {Service: s3.amazonaws.com}, Action: sts:AssumeRole}]}}}
        """;

    @TempDir
    Path folder;

    /** Reports a mistake. In each spec, the diagnostic points at {@code ‹…›}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        SP0560 | in us-west-2, and what uses it is in us-east-1    | it: {type: aws.s3.bucket, properties: {name: it-is, encryption: {algorithm: aws:kms, kmsKey: ‹"${westernKey.arn}"›}}}
        SP0560 | in us-west-2, and what uses it is in us-east-1    | it: {type: aws.s3.bucket, properties: {name: it-is, encryption: {algorithm: aws:kms, kmsKey: ‹arn:aws:kms:us-west-2:123456789012:key/1›}}}
        SP0560 | in us-west-2, and what uses it is in us-east-1    | it: {type: aws.logs.logGroup, properties: {name: it, kmsKey: ‹"${westernKey.arn}"›}}
        SP0560 | in us-west-2, and what uses it is in us-east-1    | it: {type: aws.sns.topic, properties: {name: it, kmsKey: ‹"${westernKey.arn}"›}}
        SP0560 | in us-west-2, and what uses it is in us-east-1    | it: {type: aws.kms.alias, properties: {name: alias/it, targetKey: ‹"${westernKey.keyId}"›}}
        SP0560 | the bucket that `rules[0].destination.bucket` names is in us-west-2      | it: {type: aws.s3.replication, properties: {bucket: "${source.name}", role: "${role.arn}", rules: [{id: a, priority: 1, sseKmsEncryptedObjects: Enabled, destination: {bucket: "${western.arn}", replicaKmsKey: ‹"${key.arn}"›}}]}}
        SP0560 | the bucket that `s3Bucket` names is in us-west-2           | it: {type: aws.cloudtrail.trail, properties: {name: it-is, s3Bucket: "${western.name}", kmsKey: ‹"${key.arn}"›}}
        SP0560 | its primary key is in us-east-1 as well           | it: {type: aws.kms.replicaKey, properties: {primaryKey: ‹"${key.arn}"›}}
        SP0560 | its primary is not a multi-region key             | it: {type: aws.kms.replicaKey, provider: aws.west, properties: {primaryKey: ‹"${single.arn}"›}}
        SP0560 | which is encrypted with KMS                       | it: {type: aws.s3.bucket, properties: {name: it-is, logging: {targetBucket: ‹"${encrypted.name}"›, targetPrefix: a}}}
        SP0560 | which is encrypted with KMS                       | it: {type: aws.s3.bucket, properties: {name: it-is, logging: {targetBucket: ‹it-encrypted›, targetPrefix: a}}}
        SP0560 | whose object lock has a default retention         | it: {type: aws.s3.bucket, properties: {name: it-is, logging: {targetBucket: ‹it-retaining›, targetPrefix: a}}}
        SP0560 | whose requesters pay                              | it: {type: aws.s3.bucket, properties: {name: it-is, logging: {targetBucket: ‹it-charging›, targetPrefix: a}}}
        SP0560 | the bucket is in us-west-2, and what uses it is in us-east-1 | it: {type: aws.s3.bucket, properties: {name: it-is, logging: {targetBucket: ‹it-western›, targetPrefix: a}}}
        SP0560 | the bucket is in us-west-2, and what uses it is in us-east-1 | it: {type: aws.s3.bucket, properties: {name: it-is, logging: {targetBucket: ‹"${western.name}"›, targetPrefix: a}}}
        SP0560 | the bucket is in us-west-2, and what uses it is in us-east-1 | it: {type: aws.s3.bucket, properties: {name: it-is, inventory: [{id: a, schedule: Daily, includedObjectVersions: All, destination: {bucket: ‹"arn:aws:s3:::it-western"›, format: CSV}}]}}
        SP0560 | the topic is in us-west-2, and what uses it is in us-east-1 | it: {type: aws.s3.bucket, properties: {name: it-is, notification: {topics: [{id: a, topicArn: ‹"arn:aws:sns:us-west-2:123456789012:told"›, events: ["s3:ObjectCreated:*"]}]}}}
        SP0561 | but from a certain network                        | it: {type: aws.s3.bucketPolicy, properties: {bucket: "${source.name}", policy: {Version: "2012-10-17", Statement: [‹{Effect: Deny, Principal: {AWS: "*"}, NotAction: "s3:GetObject", Resource: ["${source.arn}", "${source.arn}/*"], Condition: {StringNotEquals: {"aws:SourceVpce": vpce-1}}}›]}}}
        SP0561 | lets nobody change it later                      | it: {type: aws.kms.key, properties: {bypassPolicyLockoutSafetyCheck: true, policy: ‹{Version: "2012-10-17", Statement: [{Effect: Allow, Principal: {AWS: "123456789012"}, Action: ["kms:Encrypt", "kms:Get*"], Resource: "*"}]}›}}
        SP0561 | also denies uploads that name no encryption       | it: {type: aws.s3.bucketPolicy, properties: {bucket: "${source.name}", policy: {Version: "2012-10-17", Statement: [‹{Effect: Deny, Principal: "*", Action: "s3:PutObject", Resource: "${source.arn}/*", Condition: {StringNotEquals: {"s3:x-amz-server-side-encryption": "aws:kms"}}}›]}}}
        SP0561 | also denies uploads that name no encryption       | it: {type: aws.s3.bucketPolicy, properties: {bucket: "${source.name}", policy: {Version: "2012-10-17", Statement: [‹{Effect: Deny, Principal: "*", Action: "s3:Put*", Resource: "${source.arn}/*", Condition: {"Null": {"s3:x-amz-server-side-encryption": "true"}}}›]}}}
        SP0561 | names the objects of it-encrypted                 | it: {type: aws.iam.policy, properties: {name: it, policy: {Version: "2012-10-17", Statement: [‹{Effect: Allow, Action: "kms:Decrypt", Resource: "*", Condition: {StringLike: {"kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::it-encrypted/*"}}}›]}}}
        SP0561 | names the objects of it-encrypted                 | it: {type: aws.iam.policy, properties: {name: it, policy: {Version: "2012-10-17", Statement: [‹{Effect: Allow, Action: "kms:Decrypt", Resource: "*", Condition: {StringLike: {"kms:EncryptionContext:aws:s3:arn": "${encrypted.arn}/*"}}}›]}}}
        SP0561 | names the objects of ${chosen.name}               | it: {type: aws.iam.policy, properties: {name: it, policy: {Version: "2012-10-17", Statement: [‹{Effect: Allow, Action: "kms:Decrypt", Resource: "*", Condition: {StringLike: {"kms:EncryptionContext:aws:s3:arn": "${chosen.arn}/*"}}}›]}}}
        SP0561 | names the objects of ${chosen.name}               | it: {type: aws.iam.policy, properties: {name: it, policy: {Version: "2012-10-17", Statement: [‹{Effect: Allow, Action: "kms:Decrypt", Resource: "*", Condition: {StringLike: {"kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::${chosen.name}/*"}}}›]}}}
        SP0561 | names the objects of it-encrypted                 | it: {type: aws.iam.role, properties: {name: other, assumeRolePolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}]}, inlinePolicies: {one: {Version: "2012-10-17", Statement: ‹{Effect: Allow, Action: "kms:Decrypt", Resource: "*", Condition: {StringLike: {"kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::it-encrypted/a"}}}›}}}}
        """)
    void mistakesAreReportedWithTheirPlace(String code, String sentence, String spec) {
        var source = HEAD + ("  " + spec.replace("‹", "").replace("›", "") + "\n");
        var pointed = spec.substring(spec.indexOf('‹') + 1, spec.indexOf('›'));
        var found = said(source);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().code()).isEqualTo(code);
        assertThat(found.getFirst().message()).contains(sentence);
        assertThat(found.getFirst().hint()).isPresent();
        assertThat(text(source, found.getFirst())).startsWith(pointed.substring(0, Math.min(pointed.length(), 12)));
    }

    /** Accepts specs that look similar and are correct. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: aws.s3.bucket, properties: {name: it-is, encryption: {algorithm: aws:kms, kmsKey:"
                        + " alias/aws/s3}}}",
                "{type: aws.s3.bucket, properties: {name: it-is, encryption: {algorithm: aws:kms, kmsKey:"
                        + " \"${key.arn}\"}}}",
                "{type: aws.s3.bucket, properties: {name: it-is, logging: {targetBucket: it-source, targetPrefix: a}}}",
                "{type: aws.cloudtrail.trail, properties: {name: it-is, s3Bucket: \"${western.name}\", kmsKey:"
                        + " \"${westernKey.arn}\"}}",
                "{type: aws.kms.replicaKey, provider: aws.west, properties: {primaryKey: \"${key.arn}\"}}",
                "{type: aws.s3.bucketPolicy, properties: {bucket: \"${source.name}\", policy: {Version:"
                        + " \"2012-10-17\", Statement: [{Effect: Deny, Principal: \"*\", Action: \"s3:*\", Resource:"
                        + " \"${source.arn}/*\"}]}}}",
                "{type: aws.s3.bucketPolicy, properties: {bucket: \"${source.name}\", policy: {Version:"
                        + " \"2012-10-17\", Statement: [{Effect: Deny, Principal: \"*\", Action: \"s3:*\", Resource:"
                        + " \"${source.arn}\", Condition: {StringNotEquals: {\"aws:SourceVpce\": vpce-1}, ArnNotLike:"
                        + " {\"aws:PrincipalArn\": \"arn:aws:iam::123456789012:role/admin\"}}}]}}}",
                "{type: aws.s3.bucketPolicy, properties: {bucket: \"${source.name}\", policy: {Version:"
                        + " \"2012-10-17\", Statement: [{Effect: Deny, Principal: \"*\", Action: \"s3:PutObject\","
                        + " Resource: \"${source.arn}/*\", Condition: {StringNotEquals:"
                        + " {\"s3:x-amz-server-side-encryption\": \"aws:kms\"}, \"Null\":"
                        + " {\"s3:x-amz-server-side-encryption\": false}}}]}}}",
                "{type: aws.iam.policy, properties: {name: it, policy: {Version: \"2012-10-17\", Statement: [{Effect:"
                        + " Allow, Action: \"kms:Decrypt\", Resource: \"*\", Condition: {StringLike:"
                        + " {\"kms:EncryptionContext:aws:s3:arn\": [\"arn:aws:s3:::it-encrypted\","
                        + " \"arn:aws:s3:::it-encrypted/*\"]}}}]}}}",
                "{type: aws.iam.policy, properties: {name: it, policy: {Version: \"2012-10-17\", Statement: [{Effect:"
                        + " Allow, Action: \"kms:Decrypt\", Resource: \"*\", Condition: {StringLike:"
                        + " {\"kms:EncryptionContext:aws:s3:arn\": [\"${encrypted.arn}\", \"${encrypted.arn}/*\"]}}}]}}}",
                "{type: aws.kms.key, properties: {policy: {Version: \"2012-10-17\", Statement: [{Effect: Allow,"
                        + " Principal: {AWS: \"${role.arn}\"}, Action: \"${locals.administer}\", Resource: \"*\"}]}}}",
            })
    void aCorrectSpecRaisesNothing(String spec) {
        assertThat(said(HEAD + "  it: " + spec + "\nlocals: {administer: [\"kms:*\"]}\n"))
                .isEmpty();
    }

    /** Rules need no cloud, and so apply without one. */
    @Test
    void rulesNeedNoCloud() {
        var trial =
                Trial.of(folder, HEAD + "  it: {type: aws.kms.replicaKey, properties: {primaryKey: \"${key.arn}\"}}\n");
        assertThat(trial.plan(PlanOptions.APPLY.withoutRefresh()).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0560");
    }

    private List<Diagnostic> said(String source) {
        return Trial.of(folder, source).plan(PlanOptions.APPLY).diagnostics().stream()
                .filter(problem -> problem.code().startsWith("SP056"))
                .toList();
    }

    /** Returns the spec from the place of the diagnostic. */
    private static String text(String source, Diagnostic problem) {
        var span = problem.span().orElseThrow();
        return source.lines().toList().get(span.line() - 1).substring(span.column() - 1);
    }
}
