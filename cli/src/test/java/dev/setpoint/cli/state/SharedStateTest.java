package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.States;
import dev.setpoint.cli.testing.Wire;
import dev.setpoint.provider.aws.testing.HttpCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state in S3, as a person uses it: over HTTP, with the endpoint overridden. */
class SharedStateTest {

    @TempDir
    private Path folder;

    private final String bucket = "states-" + UUID.randomUUID();

    @AutoClose
    private Wire wire;

    private States states;

    @BeforeEach
    void aBucketAndAStackThatKeepsItsStateThere() throws IOException {
        wire = new Wire(HttpCloud.endpoint());
        states = new States(wire, bucket);
        states.make();
        write("key: shop/state.json, region: us-east-1");
    }

    private void write(String settings) throws IOException {
        write("backend: {s3: {bucket: %s, %s}}".formatted(bucket, settings), "here");
    }

    private void write(String backend, String text) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            %s
            resources:
              one:
                type: core.value
                properties: {text: %s}
            """.formatted(backend, text));
    }

    private Run run(String command) {
        return run(Map.of(), command);
    }

    private Run run(Map<String, String> variables, String command) {
        var all = new HashMap<>(wire.variables());
        all.putAll(variables);
        all.values().removeIf(String::isEmpty);
        return Run.with(all, folder, command.split(" ", -1));
    }

    private Run done(String command) {
        var run = run(command);
        assertThat(run.code()).as(run.toString()).isZero();
        return run;
    }

    /** A sentence and a hint, and exit code 1; never the names of classes. */
    private void requireRefused(Run run, String... said) {
        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).contains("error[SP0", "\n  hint: ").contains(said);
        assertThat(run.err()).doesNotContain("java.", "software.amazon", "\tat ", "null");
    }

    @Test
    void everyCommandFindsTheStateThere() {
        done("apply --auto-approve");
        assertThat(states.keys()).containsExactly("shop/state.json");
        assertThat(folder.resolve(".setpoint/shop")).doesNotExist();

        assertThat(done("plan --detailed-exitcode").out()).contains("No changes");
        assertThat(done("state list").out()).contains("one");
        assertThat(done("state show one").out()).contains("here");
        assertThat(done("show").out()).contains("one");
        assertThat(done("state pull").out()).contains("\"stack\" : \"shop\"", "\"serial\" : 1");
        done("destroy --auto-approve");
    }

    @Test
    void anOptionNamesAnotherPlaceThanTheStack() throws IOException {
        write("", "here");
        var option = " --backend s3://" + bucket + "/other/key.json?region=us-east-1";
        done("apply --auto-approve" + option);
        assertThat(states.keys()).containsExactly("other/key.json");
        assertThat(done("plan --detailed-exitcode" + option).out()).contains("No changes");
        requireRefused(run("plan"), "SP0737", "/other/key.json?region=us-east-1");

        write("key: shop/state.json, region: us-east-1");
        requireRefused(run("plan --backend local"), "SP0737", "/other/key.json?region=us-east-1");
        requireRefused(run("plan --backend nowhere"), "SP0916", "`--backend nowhere`");
    }

    @Test
    void theEndpointMayStandInTheStack() throws IOException {
        var endpoint = wire.variables().get("AWS_ENDPOINT_URL");
        write("key: shop/state.json, region: us-east-1, endpoint: \"" + endpoint + "\"");

        var without = Map.of("AWS_ENDPOINT_URL", "");
        requireRefused(run(without, "apply --auto-approve"), "SP0240", "setpoint.yaml:3:");
        assertThat(run(without, "apply --auto-approve --allow-endpoint 127.0.0.1")
                        .code())
                .isZero();
        assertThat(states.keys()).containsExactly("shop/state.json");
    }

    @Test
    void everythingIsEncryptedWithTheKeyThatTheBackendNames() throws IOException {
        write("key: shop/state.json, region: us-east-1, kmsKey: alias/states");
        done("apply --auto-approve");

        var state = "/" + bucket + "/shop/state.json";
        var writes = wire.requests().stream()
                .filter(request -> request.method().equals("PUT"))
                .filter(request -> request.path().startsWith("/" + bucket + "/"))
                .toList();
        assertThat(writes)
                .extracting(request -> request.path().replaceFirst("/[0-9-]+$", ""))
                .containsOnly(state, state + ".lock", state + ".journal");
        assertThat(writes).allSatisfy(request -> {
            assertThat(request.header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
            assertThat(request.header("x-amz-server-side-encryption-aws-kms-key-id"))
                    .isEqualTo("alias/states");
            assertThat(request.header("If-None-Match") + request.header("If-Match"))
                    .isNotEmpty();
        });
    }

    @Test
    void aBucketWithoutVersionsIsWarnedOfWithTheWayToSwitchThemOn() {
        assertThat(done("apply --auto-approve").err())
                .contains("warning[SP0718]", bucket, "aws s3api put-bucket-versioning --bucket " + bucket);
        states.keepVersions();
        assertThat(done("apply --auto-approve").err()).doesNotContain("SP0718");
    }

    @Test
    void aStateGoesToTheBackendAndBackHome() throws IOException {
        write("", "here");
        done("apply --auto-approve");
        requireRefused(run("state migrate"), "SP0919", "--backend");
        write("key: shop/state.json, region: us-east-1");
        requireRefused(run("plan"), "SP0737", "setpoint state migrate");

        assertThat(done("state migrate").out()).contains("Migrated the state of stack `shop`", "s3://" + bucket);
        assertThat(done("plan --detailed-exitcode").out()).contains("No changes");
        write("", "here");
        requireRefused(
                run("plan"), "SP0737", "one of this stack in `s3://" + bucket + "/shop/state.json?region=us-east-1");
        Files.delete(folder.resolve(".setpoint/shop.backend.json"));
        requireRefused(run("plan"), "SP0708", "was moved to `s3://" + bucket + "/shop/state.json?region=us-east-1");

        write("key: shop/state.json, region: us-east-1");
        done("state migrate --back");
        requireRefused(run("plan"), "SP0737");
        write("", "here");
        assertThat(done("plan --detailed-exitcode").out()).contains("No changes");
    }

    @Test
    void aStateIsPulledAndPushed() throws IOException {
        done("apply --auto-approve");
        var first = done("state pull").out();
        Files.writeString(folder.resolve("first.json"), first);
        write("backend: {s3: {bucket: %s, key: shop/state.json, region: us-east-1}}".formatted(bucket), "there");
        done("apply --auto-approve");

        requireRefused(run("state push first.json"), "SP0734", "`--force`");
        assertThat(done("state push --force first.json").out()).contains("Pushed", "serial 3");
        assertThat(run("plan --detailed-exitcode").out()).contains("here → there");

        Files.writeString(folder.resolve("edited.json"), first.replace("here", "there"));
        requireRefused(run("state push edited.json"), "SP0703", "`--force`");
        done("state push --force edited.json");
        requireRefused(run("state push missing.json"), "SP0960", "`missing.json`");
        Files.writeString(folder.resolve("no.json"), "no state");
        requireRefused(run("state push --force no.json"), "SP0702");
    }

    @Test
    void aMissingBucketIsReported() throws IOException {
        write("backend: {s3: {bucket: no-such-bucket-here, key: k.json, region: us-east-1}}", "here");
        for (var command : new String[] {"apply --auto-approve", "plan", "state pull", "unlock"}) {
            requireRefused(run(command), "s3://no-such-bucket-here/k.json", "NoSuchBucket", "aws s3api create-bucket");
        }
    }

    @Test
    void aDeniedCallIsReportedWithItsPermission() {
        wire.refuse(request -> request.method().equals("PUT"), 403, "AccessDenied", Map.of());
        requireRefused(
                run("apply --auto-approve"),
                "SP0712",
                "Not allowed to use s3:PutObject",
                "backend says: So it is",
                "Allow `s3:PutObject` on the objects " + bucket + "/shop/state.json*");
        wire.refuse(_ -> true, 403, "AccessDenied", Map.of());
        requireRefused(run("plan"), "SP0701", "s3:GetObject", "`s3:ListBucket`");
    }

    @Test
    void aBucketInAnotherRegionIsReportedWithItsRegion() {
        wire.refuse(_ -> true, 301, "PermanentRedirect", Map.of("x-amz-bucket-region", "eu-west-1"));
        requireRefused(run("plan"), "PermanentRedirect", "The bucket is in eu-west-1: let `region` under `backend`");
    }

    @Test
    void aKeyThatDoesNotEncryptIsReported() {
        wire.refuse(request -> request.method().equals("PUT"), 400, "KMS.DisabledException", Map.of());
        requireRefused(run("apply --auto-approve"), "KMS.DisabledException", "`kmsKey` under `backend`");
    }

    @Test
    void anEndpointThatDoesNotAnswerIsReported() {
        var dead = Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        requireRefused(run(dead, "plan"), "Nothing answers at http://127.0.0.1:1", "`endpoint` under `backend`");
        requireRefused(run(dead, "apply --auto-approve"), "SP0712", "Nothing answers");
        requireRefused(run(dead, "unlock"), "SP0714", "Nothing answers");
    }

    @Test
    void missingCredentialsAreReported() {
        var none = Map.of(
                "AWS_ACCESS_KEY_ID",
                "",
                "AWS_SECRET_ACCESS_KEY",
                "",
                "AWS_CONFIG_FILE",
                folder + "/none",
                "AWS_SHARED_CREDENTIALS_FILE",
                folder + "/none");
        requireRefused(run(none, "plan"), "the credentials cannot be used", "`profile` under `backend`");
    }

    @Test
    void aPlaceOfAnotherStackIsLeftAlone() throws IOException {
        done("apply --auto-approve");
        var file = folder.resolve("setpoint.yaml");
        Files.writeString(file, Files.readString(file).replace("stack: shop", "stack: other"));

        requireRefused(run("plan"), "SP0705", "is of stack `shop`");
        requireRefused(run("apply --auto-approve"), "SP0705");
    }
}
