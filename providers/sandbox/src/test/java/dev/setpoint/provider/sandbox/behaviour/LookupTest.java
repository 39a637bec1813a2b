package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Look-ups: they find objects in any region, and report those that do not exist. */
class LookupTest {

    private static final String HEAD = """
        setpoint: v1
        stack: lookup
        inputs:
          suffix: {type: string}
        providers:
          aws: {region: us-east-1}
        """;

    private static final String SPEC = HEAD + """
        data:
          key: {type: aws.kms.key, dependsOn: [alias], properties: {key: "${alias.name}"}}
          bucket: {type: aws.s3.bucket, dependsOn: [bucket], properties: {name: "${bucket.name}"}}
          role: {type: aws.iam.role, dependsOn: [role], properties: {name: "${role.name}"}}
          trail: {type: aws.cloudtrail.trail, dependsOn: [trail], properties: {name: "${trail.name}"}}
        resources:
          key: {type: aws.kms.key, properties: {description: Found, rotation: {enabled: true}, tags: {Purpose: found}}}
          alias: {type: aws.kms.alias, properties: {name: "alias/found-${inputs.suffix}", targetKey: "${key.keyId}"}}
          bucket:
            type: aws.s3.bucket
            properties:
              name: found-${inputs.suffix}
              versioning: Enabled
              encryption: {algorithm: aws:kms, kmsKey: "${key.arn}", bucketKey: true}
              tags: {Purpose: found}
          policy:
            type: aws.s3.bucketPolicy
            properties:
              bucket: ${bucket.name}
              policy:
                Version: "2012-10-17"
                Statement:
                  - {Effect: Allow, Principal: {Service: cloudtrail.amazonaws.com}, Action: s3:GetBucketAcl, Resource: "${bucket.arn}"}
                  - {Effect: Allow, Principal: {Service: cloudtrail.amazonaws.com}, Action: s3:PutObject, Resource: "${bucket.arn}/*"}
          role:
            type: aws.iam.role
            properties:
              name: found-${inputs.suffix}
              path: /team/
              assumeRolePolicy:
                Version: "2012-10-17"
                Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}]
          trail: {type: aws.cloudtrail.trail, properties: {name: "found-${inputs.suffix}", s3Bucket: "${bucket.name}", logFileValidation: true}}
        outputs:
          key: {value: "${data.key.state} ${data.key.description} ${data.key.tags.Purpose}"}
          rotates: {value: "${data.key.rotation.enabled}"}
          bucket: {value: "${data.bucket.region} ${data.bucket.versioning} ${data.bucket.encryption.algorithm} ${data.bucket.tags.Purpose}"}
          same: {value: "${data.bucket.encryption.kmsKey == data.key.arn}"}
          role: {value: "${data.role.path} ${data.role.assumeRolePolicy.Statement[0].Effect}"}
          trail: {value: "${data.trail.logging} ${data.trail.logFileValidation} ${data.trail.homeRegion}"}
        """;

    @TempDir
    Path folder;

    private ContractRun run(Cloud cloud) {
        return new ContractRun(
                cloud, folder, Map.of("suffix", UUID.randomUUID().toString().substring(0, 8)));
    }

    @ParameterizedTest
    @EnumSource
    void anExistingObjectIsFound(Cloud cloud) {
        var run = run(cloud);
        var source = new Source("setpoint.yaml", SPEC);
        run.apply(source);
        assertThat(run.differences(run.plan(source))).isEmpty();
        assertThat(run.state().outputs().entries())
                .containsEntry("key", Value.of("Enabled Found found"))
                .containsEntry("rotates", Value.of(true))
                .containsEntry("bucket", Value.of("us-east-1 Enabled aws:kms found"))
                .containsEntry("same", Value.of(true))
                .containsEntry("role", Value.of("/team/ Allow"))
                .containsEntry("trail", Value.of("true true us-east-1"));
        run.destroy(source);
    }

    @ParameterizedTest
    @CsvSource({
        "'aws.kms.key, properties: {key: alias/no-such}', There is no key alias/no-such in us-east-1",
        "'aws.s3.bucket, properties: {name: no-such-bucket-here}', There is no bucket of yours no-such-bucket-here",
        "'aws.iam.role, properties: {name: no-such}', There is no role no-such",
        "'aws.cloudtrail.trail, properties: {name: no-such}', There is no trail no-such"
    })
    void aMissingObjectIsReported(String block, String sentence) {
        var source = new Source("setpoint.yaml", HEAD + "data:\n  it: {type: " + block + "}\nresources: {}\n");
        for (var cloud : Cloud.values()) {
            var run = run(cloud);
            assertThatThrownBy(() -> run.plan(source)).hasMessageContaining(sentence);
        }
    }
}
