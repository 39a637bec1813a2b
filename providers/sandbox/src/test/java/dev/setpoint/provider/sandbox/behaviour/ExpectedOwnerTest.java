package dev.setpoint.provider.sandbox.behaviour;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.faults.Trial;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Requests that name the account a bucket must belong to. See behaviour.md#s3-expected-owner. */
final class ExpectedOwnerTest {

    private static final String OWN = "123456789012";
    private static final String OTHER = "999999999999";

    @TempDir
    private Path folder;

    private Trial trial(String provider, String key) {
        return Trial.of(folder, """
            setpoint: v1
            stack: trial
            providers:
              aws: {region: us-east-1%s}
            resources:
              bucket: {type: aws.s3.bucket, properties: {name: expected, versioning: Enabled, forceEmpty: true}}
              it: {type: aws.s3.object, properties: {bucket: "${bucket.name}", key: %s, content: hello}}
            """.formatted(provider, key));
    }

    private static String expecting(String owner) {
        return ", expectedBucketOwner: \"" + owner + '"';
    }

    private static List<String> problems(Trial trial) {
        return trial.plan(PlanOptions.APPLY).diagnostics().stream()
                .map(Diagnostic::message)
                .toList();
    }

    @Test
    void bucketsOfTheExpectedAccountAreMadeChangedAndDeleted() {
        assertThat(Trial.problems(trial(expecting(OWN), "a").apply())).isEmpty();
        assertThat(Trial.problems(trial(expecting(OWN), "b").apply())).isEmpty();
        assertThat(trial(expecting(OWN), "b").pending()).isEmpty();
        assertThat(Trial.problems(trial(expecting(OWN), "b").destroy())).isEmpty();
    }

    @Test
    void aNewBucketWouldNotBelongToTheExpectedAccount() {
        assertThat(problems(trial(expecting(OTHER), "a")))
                .anyMatch(message -> message.contains(
                        "a new bucket belongs to the account 123456789012, and the provider's `expectedBucketOwner` is"
                                + " 999999999999"));
    }

    @Test
    void aBucketOfAnotherAccountIsNeitherReadNorChanged() {
        assertThat(Trial.problems(trial("", "a").apply())).isEmpty();
        assertThat(problems(trial(expecting(OTHER), "b")))
                .anyMatch(message -> message.contains("The bucket expected exists, but these credentials may not"));
        assertThat(Trial.problems(trial("", "a").destroy())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "0000000000020", "abcd", "aa000000000$", ""})
    void anAccountHasTwelveDigits(String owner) {
        var s3 = client();
        assertRefused(
                        "InvalidBucketOwnerAWSAccountID",
                        () -> s3.getBucketPolicy(r -> r.bucket("mine").expectedBucketOwner(owner)))
                .hasMessageContaining("[" + owner + "]");
    }

    private S3Client client() {
        var s3 = Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
        s3.createBucket(r -> r.bucket("mine"));
        return s3;
    }

    @Test
    void s3RefusesEveryRequestToABucketOfAnotherAccount() {
        var s3 = client();
        s3.putObject(r -> r.bucket("mine").key("a").expectedBucketOwner(OWN), RequestBody.fromString("x"));
        assertRefused(
                "AccessDenied",
                () -> s3.putObject(
                        r -> r.bucket("mine").key("a").expectedBucketOwner(OTHER), RequestBody.fromString("y")));
        assertRefused(
                "AccessDenied", () -> s3.getBucketAcl(r -> r.bucket("mine").expectedBucketOwner(OTHER)));
        assertRefused(
                "AccessDenied", () -> s3.deleteBucket(r -> r.bucket("mine").expectedBucketOwner(OTHER)));
        assertRefused(
                "NoSuchBucket", () -> s3.getBucketAcl(r -> r.bucket("none").expectedBucketOwner(OTHER)));
        assertThat(s3.getObjectAsBytes(r -> r.bucket("mine").key("a").expectedBucketOwner(OWN))
                        .asUtf8String())
                .isEqualTo("x");
    }
}
