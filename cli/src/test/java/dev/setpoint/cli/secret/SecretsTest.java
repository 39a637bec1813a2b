package dev.setpoint.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** Secrets in the outputs and files of commands that succeed. */
class SecretsTest extends SecretStack {

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
}
