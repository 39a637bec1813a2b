package dev.setpoint.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionsCommandTest {

    @TempDir
    private Path folder;

    private Run permissions(String spec, String... options) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), "setpoint: v1\nstack: shop\n" + spec);
        var command = new ArrayList<>(List.of("permissions"));
        command.addAll(List.of(options));
        return SandboxRun.run(folder.resolve("cloud"), folder, command.toArray(String[]::new));
    }

    private static final String BUCKET = """
        resources:
          one:
            type: aws.s3.bucket
            properties: {name: shop-one}
        """;

    @Test
    void planningABucketNeedsLittle() throws IOException {
        assertThat(permissions(BUCKET, "--for", "plan").out()).isEqualTo("""
            {
              "Version" : "2012-10-17",
              "Statement" : [
                {
                  "Effect" : "Allow",
                  "Action" : [
                    "s3:ListBucket"
                  ],
                  "Resource" : [
                    "arn:aws:s3:::shop-one"
                  ]
                }
              ]
            }
            """);
    }

    @Test
    void onlyForceEmptyNeedsPermissionToDeleteObjects() throws IOException {
        assertThat(permissions(BUCKET, "--for", "destroy").out()).doesNotContain("s3:DeleteObject");
        var emptying = BUCKET.replace("shop-one", "shop-one, forceEmpty: true");
        assertThat(permissions(emptying, "--for", "destroy").out()).contains("s3:DeleteObjectVersion");
        assertThat(permissions(emptying, "--for", "plan").out()).doesNotContain("s3:DeleteObject");
    }

    @Test
    void onlyForceEmptyOfABucketWithLocksNeedsPermissionToBypassThem() throws IOException {
        var locking = BUCKET.replace("shop-one", "shop-one, versioning: Enabled, objectLock: {}");
        assertThat(permissions(locking, "--for", "destroy").out()).doesNotContain("s3:BypassGovernanceRetention");
        var emptying = locking.replace("shop-one", "shop-one, forceEmpty: true");
        assertThat(permissions(emptying, "--for", "destroy").out())
                .contains("s3:BypassGovernanceRetention", "s3:PutObjectLegalHold");
        assertThat(permissions(emptying, "--for", "apply").out()).doesNotContain("s3:BypassGovernanceRetention");
    }

    @Test
    void theStateNeedsSomethingToo() throws IOException {
        var place = "s3://states/shop/state.json?region=us-east-1&kmsKey=alias/states";
        var planning = permissions(BUCKET, "--for", "plan", "--backend", place);
        assertThat(planning.err()).contains("SP0972", "The state cannot be read");
        assertThat(planning.out())
                .contains("arn:aws:s3:::states/shop/state.json*", "s3:GetObject", "kms:Decrypt")
                .contains("\"kms:ResourceAliases\" : \"alias/states\"")
                .doesNotContain("s3:PutObject", "kms:GenerateDataKey");
        assertThat(permissions(BUCKET, "--backend", place).out())
                .contains("s3:PutObject", "s3:DeleteObject", "s3:GetBucketVersioning", "kms:GenerateDataKey");
    }

    @Test
    void aLargePolicyComesInParts() throws IOException {
        var roles = IntStream.range(0, 120)
                .mapToObj(n -> """
                      role%s:
                        type: aws.iam.role
                        properties:
                          name: a-role-with-a-rather-long-name-%s
                          %s
                          assumeRolePolicy:
                            Version: "2012-10-17"
                            Statement:
                              - {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}
                    """.formatted(n, 100 + n, n % 2 == 0 ? "managedPolicies: []" : "inlinePolicies: {}"))
                .collect(Collectors.joining());
        var spec = "resources:\n" + roles;
        var whole = permissions(spec);
        assertThat(whole.err()).contains("too large for one managed policy");
        var parts = Integer.parseInt(whole.err().replaceAll("(?s).*Attach it as (\\d+):.*", "$1"));
        var statements = 0;
        for (var part = 1; part <= parts; part++) {
            var document = Json.read(
                    permissions(spec, "--part", Integer.toString(part)).out());
            assertThat(Json.compact(document).length()).isLessThanOrEqualTo(6144);
            statements += ((Value.Map) document).list("Statement").size();
        }
        assertThat(statements).isGreaterThanOrEqualTo(parts);
        assertThat(permissions(spec, "--part", "99").err()).contains("SP0971");
    }

    @Test
    void anUnknownAccountIsAStar() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            providers:
              aws: {region: us-east-1, endpoint: "http://127.0.0.1:1"}
            resources:
              topic: {type: aws.sns.topic, properties: {name: topic}}
            """);
        var run = Run.with(
                Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"),
                folder,
                "permissions",
                "--for",
                "plan",
                "--allow-endpoint",
                "127.0.0.1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("arn:aws:sns:us-east-1:*:topic");
        assertThat(run.err()).contains("SP0570", "The account of provider `aws` is not known");
    }

    @Test
    void oneProblemOfAProviderIsReportedOnce() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            providers: {aws: {}, aws.other: {}}
            resources:
              one: {type: aws.sns.topic, forEach: [a, b, c], properties: {name: "one-${each.key}"}}
              two:
                type: aws.sns.topic
                forEach: [a, b, c]
                provider: aws.other
                properties: {name: "two-${each.key}"}
            """);
        var run = Run.with(
                Map.of("AWS_CONFIG_FILE", folder.resolve("none").toString()),
                folder,
                "permissions",
                "--format",
                "json");

        var problems =
                Json.read(run.out()) instanceof Value.Map document ? document.list("diagnostics") : List.<Value>of();
        assertThat(problems.stream().filter(problem -> problem.toString().contains("SP0514")))
                .as(run.toString())
                .hasSize(2);
    }

    @Test
    void aStackWithoutACloudNeedsNothing() throws IOException {
        var run = permissions("resources:\n  one: {type: core.value, properties: {text: a}}\n");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("SP0970");
    }

    @Test
    void onlyCommandsThatNeedPermissionsAreTaken() throws IOException {
        assertThat(permissions(BUCKET, "--for", "graph").err()).contains("`--for` takes `plan`, `apply` or `destroy`");
    }
}
