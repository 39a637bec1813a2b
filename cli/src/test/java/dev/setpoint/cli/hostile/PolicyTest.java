package dev.setpoint.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Listener;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.Wire;
import dev.setpoint.provider.aws.testing.HttpCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator's policy file, and specs that go beyond it. */
final class PolicyTest {

    private static final String BUCKET = "resources: {b: {type: aws.s3.bucket, properties: {name: policy-bucket}}}";

    @TempDir
    private Path folder;

    private Path stack() throws IOException {
        return Files.createDirectories(folder.resolve("stack"));
    }

    private void spec(String... lines) throws IOException {
        Files.writeString(
                stack().resolve("setpoint.yaml"),
                String.join(
                        "\n",
                        Stream.concat(Stream.of("setpoint: v1", "stack: shop"), Stream.of(lines))
                                .toList()));
    }

    private void policy(String text) throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), "setpoint: policy/v1\n" + text);
    }

    private Run run(String... args) throws IOException {
        var all = Stream.concat(Stream.of(args), Stream.of("--policy", "../policy.yaml"));
        return Run.with(Listener.credentials(), stack(), all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        providers: {aws: {region: us-west-2}}                                                                                     | SP0242 | setpoint.yaml:3:27
        providers: {aws: {region: us-east-1, profile: admin}}                                                                     | SP0242 | setpoint.yaml:3:47
        providers: {aws: {region: us-east-1, assumeRole: {roleArn: "arn:aws:iam::111122223333:role/admin"}}}                      | SP0242 | setpoint.yaml:3:60
        providers: {aws: {region: us-east-1, endpoint: "https://evil.org"}}                                                       | SP0240 | setpoint.yaml:3:48
        backend: {s3: {bucket: other-states, key: shop/state.json, region: us-east-1}}                                            | SP0243 | setpoint.yaml:3:11
        backend: {s3: {bucket: team-states, key: ops/state.json, region: us-east-1}}                                              | SP0243 | setpoint.yaml:3:11
        backend: {s3: {bucket: team-states, key: shop/state.json, region: eu-west-1}}                                             | SP0242 | setpoint.yaml:3:11
        encryption: {kms: {key: "arn:aws:kms:eu-west-1:111122223333:alias/states"}}                                               | SP0242 | setpoint.yaml:3:14
        """)
    void everyCommandRefusesWhatThePolicyDoesNotList(String line, String code, String place) throws IOException {
        policy("""
            regions: [us-east-1]
            profiles: [team]
            roles: ["arn:aws:iam::111122223333:role/deploy-*"]
            endpoints: []
            backends: [{kind: local}, {kind: s3, bucket: team-states, prefix: shop/}]
            """);
        spec(line, BUCKET);
        for (var command : new String[] {"validate", "plan", "graph"}) {
            var run = run(command);
            assertThat(run.code()).as(run.toString()).isEqualTo(1);
            assertThat(run.err()).contains(code, place, "policy");
        }
    }

    @Test
    void aSpecWithinThePolicyIsValid() throws IOException {
        policy("""
            regions: [us-*]
            profiles: []
            backends: [{kind: s3, bucket: team-*, prefix: shop/}]
            accounts: ["111122223333"]
            """);
        spec(
                "backend: {s3: {bucket: team-states, key: shop/state.json}}",
                "providers: {aws: {region: us-east-1}}",
                BUCKET);
        assertThat(run("validate").err()).isEmpty();
        assertThat(run("validate").code()).isZero();
        // No option goes beyond it.
        assertThat(run("state", "list", "--backend", "local").err()).contains("SP0243", "the folder beside the stack");
        assertThat(run("state", "list", "--backend", "s3://evil-states/shop/x?region=us-east-1")
                        .err())
                .contains("SP0243");
    }

    /** The credentials are of account 123456789012. */
    @Test
    void theAccountThatAnswersIsComparedBeforeAnythingIsRead() throws IOException {
        try (var wire = new Wire(HttpCloud.endpoint())) {
            policy("accounts: [\"111122223333\"]\n");
            for (var line : new String[] {
                "providers: {aws: {region: us-east-1}}",
                "backend: {s3: {bucket: policy-states, key: shop/state.json, region: us-east-1}}"
            }) {
                spec(line, BUCKET);
                for (var command : new String[] {"plan", "apply", "verify"}) {
                    var run = Run.with(wire.variables(), stack(), command, "--policy", "../policy.yaml");
                    assertThat(run.code()).as(run.toString()).isEqualTo(1);
                    assertThat(run.err()).contains("`123456789012`", "does not allow", "111122223333");
                }
            }
            assertThat(wire.requests()).isNotEmpty().allMatch(request -> request.is("POST /"));
        }
    }

    @Test
    void anAccountThatIsAllowedIsWorkedIn() throws IOException {
        try (var wire = new Wire(HttpCloud.endpoint())) {
            policy("accounts: [\"123456789012\"]\nregions: [us-east-1]\n");
            spec("providers: {aws: {region: us-east-1}}", BUCKET);
            var variables = new HashMap<>(wire.variables());
            variables.put("SETPOINT_POLICY", folder.resolve("policy.yaml").toString());
            var run = Run.with(variables, stack(), "plan");
            assertThat(run.code()).as(run.toString()).isZero();

            // A region that only the environment names is one, too.
            spec(BUCKET);
            variables.put("AWS_REGION", "eu-west-1");
            assertThat(Run.with(variables, stack(), "plan").err()).contains("works in the region `eu-west-1`");
        }
    }

    @Test
    void pathsOfThePolicyAreReadAndOptionsAddNone() throws IOException {
        Files.createDirectories(folder.resolve("shared"));
        Files.writeString(folder.resolve("shared/page"), "page");
        Files.writeString(folder.resolve("other"), "other");
        spec(
                "resources:",
                "  b: {type: aws.s3.bucket, properties: {name: policy-bucket}}",
                "  o: {type: aws.s3.object, properties: {bucket: \"${b.name}\", key: k, file: \"../shared/page\"}}");
        policy("paths: [shared]\n");
        assertThat(run("plan", "--sandbox").code()).isZero();
        policy("paths: []\n");
        var run = run("plan", "--sandbox", "--allow-path", "../shared");
        assertThat(run.err()).contains("lies outside", "under `paths`");
    }

    @Test
    void thePolicyOfTheWorkflowIsOne() throws IOException {
        var example = Path.of("../examples/ci/policy.yaml").toAbsolutePath();
        spec(
                "backend: {s3: {bucket: my-team-states, key: my-organization/my-repository/stack/state.json}}",
                "providers: {aws: {region: us-east-1}}",
                BUCKET);
        var run = Run.with(Map.of(), stack(), "validate", "--policy", example.toString());
        assertThat(run.code()).as(run.toString()).isZero();
        spec("providers: {aws: {region: eu-west-1}}", BUCKET);
        assertThat(Run.with(Map.of(), stack(), "validate", "--policy", example.toString())
                        .err())
                .contains("SP0242", "SP0243");
    }

    @Test
    void aPolicyFileIsNeverSearchedFor() throws IOException {
        spec("providers: {aws: {region: us-west-2}}", BUCKET);
        Files.writeString(stack().resolve("policy.yaml"), "setpoint: policy/v1\nregions: []\n");
        assertThat(Run.with(Map.of(), stack(), "validate").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        regoins: [us-east-1]     | Did you mean `regions`?
        accounts: [111122223333] | quotes
        accounts: 1              | list
        endpoints: ["ftp://x"]   | HOST:PORT
        backends: [{kind: gcs}]  | s3
        """)
    void aMistakeInThePolicyIsReportedWithItsPlace(String line, String says) throws IOException {
        policy(line + "\n");
        spec(BUCKET);
        var run = run("validate");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("../policy.yaml:2:", says);
    }

    @Test
    void aFileThatIsNoPolicyIsRefused() throws IOException {
        spec(BUCKET);
        assertThat(run("validate").err()).contains("There is no file `../policy.yaml`");
        Files.writeString(folder.resolve("policy.yaml"), "accounts: []\n");
        assertThat(run("validate").err()).contains("`setpoint`");
        Files.writeString(folder.resolve("policy.yaml"), "");
        assertThat(run("validate").err()).contains("setpoint: policy/v1");
    }
}
