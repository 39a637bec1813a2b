package dev.setpoint.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Secrets show in no output of a command in any format, and in no file that it leaves. The one exception is the
 * sandbox's cloud, which holds the values that a cloud would hold.
 */
class SecretsTest {

    private static final Path SPEC = Path.of("src/test/resources/secrets/setpoint.yaml");

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private String secret = Canaries.SECRET;
    private final List<String> printed = new ArrayList<>();

    @BeforeEach
    void aStackFullOfSecrets() throws IOException {
        spec(Files.readString(SPEC));
        Files.writeString(folder.resolve("inputs.yaml"), """
            deep:
              map: {leaf: CanaryLeaf/3c}
              list: [CanaryItem/4d, {inner: "CanaryQuoted \\"x\\" \\\\ %41 <&> 'y' $z"}]
            number: 9182736455463728
            """);
        variables.put("SETPOINT_SANDBOX", folder.resolve("cloud").toString());
        variables.put("SETPOINT_SANDBOX_LOG", folder.resolve("calls.log").toString());
    }

    /** Checks files after each test. */
    @AfterEach
    void noFileHoldsASecret() throws IOException {
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("cloud")))
                    .filter(file -> !file.equals(folder.resolve("inputs.yaml")))
                    .filter(file -> !file.equals(folder.resolve("setpoint.yaml")))
                    .forEach(Canaries::assertNoneIn);
        }
    }

    private void spec(String text) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), text);
    }

    /** The spec with something in the place of something else. */
    private void spec(String old, String now) throws IOException {
        var text = Files.readString(folder.resolve("setpoint.yaml"));
        assertThat(text).contains(old);
        spec(text.replace(old, now));
    }

    private Run run(String... command) {
        var all = new HashMap<>(variables);
        all.put("SETPOINT_INPUT_SECRET", secret);
        var run = Run.with(all, folder, command);
        var line = String.join(" ", command);
        printed.add("$ " + line + "\n" + run.out() + run.err());
        Canaries.assertNoneIn(line, run);
        return run;
    }

    /** A command on the stack with all its inputs; none of what it prints is secret. */
    private Run stack(String command) {
        return run(Stream.concat(
                        Stream.of(command.split(" ")),
                        Stream.of("--sandbox", "--inputs", "inputs.yaml", "--input", "option=" + Canaries.OPTION))
                .toArray(String[]::new));
    }

    private void succeeds(String command) {
        assertThat(stack(command).code())
                .as(() -> command + "\n" + printed.getLast())
                .isZero();
    }

    private void fails(String command) {
        assertThat(stack(command).code())
                .as(() -> command + "\n" + printed.getLast())
                .isEqualTo(1);
    }

    @Test
    void theSearchFindsASecretInEveryForm() {
        Stream.of(
                        Canaries.SECRET,
                        Canaries.QUOTED,
                        "x" + Canaries.NUMBER,
                        "CANARY",
                        "xxyranac",
                        "Q2FuYXJ5U2VjcmV0",
                        "eENhbmFyeQ==",
                        "eHhDYW5hcnk=",
                        "43616E617279")
                .forEach(Canaries::assertFound);
    }

    @Test
    void noCommandShowsOneInAnyFormat() {
        succeeds("validate");
        Stream.of("text", "markdown", "json").forEach(format -> {
            succeeds("plan --format " + format + " --out plan-" + format);
            succeeds("show plan-" + format + " --format " + format);
        });
        succeeds("apply --auto-approve");
        reads();
        succeeds("plan --destroy");
        succeeds("plan --destroy --format json --out end");
        succeeds("destroy --auto-approve --format json");
    }

    private void reads() {
        Stream.of(
                        "plan",
                        "plan --format json --out again",
                        "show",
                        "show --format json",
                        "show --format markdown",
                        "state list",
                        "state list --format json",
                        "output",
                        "output --format json",
                        "output arn --raw",
                        "graph",
                        "graph --format mermaid")
                .forEach(this::succeeds);
        Stream.of("key", "bucket", "bucketPolicy", "role", "policy", "kept").forEach(name -> {
            succeeds("state show " + name);
            succeeds("state show " + name + " --format json");
        });
    }

    @Test
    void anApplyInJsonShowsNone() {
        succeeds("apply --auto-approve --format json");
        succeeds("apply --auto-approve --format json");
    }

    @Test
    void anotherSecretIsASecretChange() {
        succeeds("apply --auto-approve");
        secret = "CanaryOther/11aa";

        var plan = stack("plan");
        assertThat(plan.out()).contains("Whole: (sensitive) → (sensitive)");
        succeeds("plan --format json --out rotated");
        succeeds("show rotated");
        succeeds("plan --format markdown");
        succeeds("apply rotated --auto-approve");
        assertThat(stack("plan").out()).contains("No changes");
    }

    @Test
    void aSavedPlanForOneSecretIsNotAppliedWithAnother() {
        succeeds("apply --auto-approve");
        secret = "CanaryOther/11aa";
        succeeds("plan --out rotated");
        secret = "CanaryThird/22bb";

        fails("apply rotated --auto-approve");
    }

    @Test
    void replacementsOfSecretsInTheCloudAreNotShown() {
        succeeds("apply --auto-approve");
        drift();

        assertThat(stack("plan").out()).contains("Whole: (sensitive) → (sensitive)", "drift");
        succeeds("plan --format json --out drifted");
        succeeds("plan --format markdown");
        succeeds("apply drifted --auto-approve");
        assertThat(stack("plan").out()).contains("No changes");
    }

    /** A stranger puts other secrets where ours were. */
    private void drift() {
        var sandbox = Sandbox.open(folder.resolve("cloud"));
        var s3 = sandbox.client(S3Client.class, "us-east-1");
        var tags = Stream.of("Whole", "Upper")
                .map(key -> Tag.builder().key(key).value(Canaries.STRANGE).build())
                .toList();
        s3.putBucketTagging(r -> r.bucket("secrets-of-a-stack").tagging(t -> t.tagSet(tags)));
        var rule = LifecycleRule.builder()
                .id("first")
                .status("Enabled")
                .filter(f -> f.prefix(Canaries.STRANGE))
                .expiration(e -> e.days(3))
                .build();
        s3.putBucketLifecycleConfiguration(
                r -> r.bucket("secrets-of-a-stack").lifecycleConfiguration(c -> c.rules(List.of(rule))));
        var policy = s3.getBucketPolicy(r -> r.bucket("secrets-of-a-stack")).policy();
        s3.putBucketPolicy(r -> r.bucket("secrets-of-a-stack")
                .policy(policy.replace(Canaries.SECRET, Canaries.STRANGE).replace("\"Agent\"", "\"Other\"")));
        var kms = sandbox.client(KmsClient.class, "us-east-1");
        var key = kms.listKeys().keys().getFirst().keyId();
        kms.updateKeyDescription(r -> r.keyId(key).description(Canaries.STRANGE));
        var keyPolicy =
                kms.getKeyPolicy(r -> r.keyId(key).policyName("default")).policy();
        kms.putKeyPolicy(r -> r.keyId(key)
                .policyName("default")
                .policy(Objects.requireNonNull(keyPolicy).replace(Canaries.SECRET, Canaries.STRANGE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "        Whole: ${inputs.secret}\n",
                "      description: has ${inputs.secret} in it\n",
                "Whole: \"${inputs.secret}\", ",
                "          - {id: first, status: Enabled, filter: {prefix: \"${inputs.secret}/\"}, expiration: {days:"
                        + " 3}}\n",
                "\"arn:aws:s3:::open/${inputs.secret}/*\", ",
                "            Condition: {StringEquals: {\"sts:ExternalId\": \"${inputs.secret}\"}}\n",
                "            Condition: {StringEquals: {\"kms:EncryptionContext:x\": [\"${inputs.secret}\","
                        + " \"open\"]}}\n",
                "  plain: ${inputs.secret}\n"
            })
    void aSecretRemovedFromTheSpecIsStillSecret(String part) throws IOException {
        succeeds("apply --auto-approve");
        spec(part, part.contains("Condition: {StringEquals: {\"kms") ? part.replace("${inputs.secret}", "other") : "");
        spec("ofResource: ${bucket.tags.Whole}", "ofResource: x");

        succeeds("plan");
        succeeds("plan --format json --out less");
        succeeds("plan --format markdown");
        drift();
        succeeds("plan");
        fails("apply less --auto-approve");
        succeeds("apply --auto-approve");
        reads();
    }

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
