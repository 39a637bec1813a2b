package dev.setpoint.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verification of stacks right after their apply, among them each example. */
class ExamplesVerifyTest {

    private static final Path EXAMPLES = Path.of("../examples");

    /** Nothing can be uploaded for a test where it could not be deleted again. */
    private static final String LOCKED = "? upload with default settings: objects are locked by default";

    @TempDir
    private Path folder;

    static List<String> examples() throws IOException {
        try (var folders = Files.list(EXAMPLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("setpoint.yaml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExamplePassesEveryCheckRightAfterItsApply(String example) throws IOException {
        SandboxRun.copyExample(EXAMPLES.resolve(example), folder);
        var applied = run("apply", "--auto-approve");
        assertThat(applied.code()).as(applied.out() + applied.err()).isZero();
        var verified = run("verify");
        assertThat(verified.out().replace(LOCKED, "")).as(verified.err()).doesNotContain("✗", "? ");
        assertThat(verified.code()).isZero();
    }

    /** The check must ask for a service that no statement names, in whatever form it names them. */
    @Test
    void aRoleThatReachesItsKeyThroughSeveralServicesPasses() throws IOException {
        var verified = roleWith("""
            - {Sid: Machines, Effect: Allow, Action: kms:Decrypt, Resource: "*", \
            Condition: {StringEquals: {kms:ViaService: ec2.us-east-1.amazonaws.com}}}
            - {Sid: Buckets, Effect: Allow, Action: kms:Decrypt, Resource: "*", \
            Condition: {StringLike: {"KMS:viaservice": [s3.*.amazonaws.com, "r?s.us-east-1.amazonaws.com"]}}}
            """);
        assertThat(verified.out())
                .contains("✓ denied: Machines: kms:Decrypt other than through ec2.us-east-1.amazonaws.com")
                .contains("✓ denied: Buckets: kms:Decrypt other than through s3.*.amazonaws.com, r?s.us-east-1");
        assertThat(verified.code()).isZero();
    }

    @Test
    void aRoleThatReachesItsKeyByAnotherStatementFails() throws IOException {
        var verified = roleWith("""
            - {Sid: Buckets, Effect: Allow, Action: kms:Decrypt, Resource: "*", \
            Condition: {StringEquals: {kms:ViaService: s3.us-east-1.amazonaws.com}}}
            - {Sid: Anyhow, Effect: Allow, Action: kms:*, Resource: "*"}
            """);
        assertThat(verified.out()).contains("✗ denied: Buckets: IAM would let it kms:Decrypt otherwise, too");
        assertThat(verified.code()).isEqualTo(3);
    }

    private Run roleWith(String statements) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: roles
            providers: {aws: {region: us-east-1}}
            resources:
              role:
                type: aws.iam.role
                properties:
                  name: reader
                  assumeRolePolicy:
                    Version: "2012-10-17"
                    Statement:
                      - {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}
                  inlinePolicies:
                    read:
                      Version: "2012-10-17"
                      Statement:
            """ + statements.indent(12));
        var applied = run("apply", "--auto-approve");
        assertThat(applied.code()).as(applied.out() + applied.err()).isZero();
        return run("verify");
    }

    private Run run(String... command) {
        return SandboxRun.run(folder.resolve("cloud"), folder, command);
    }
}
