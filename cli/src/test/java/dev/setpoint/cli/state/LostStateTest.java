package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** A state in a bucket that somebody has deleted: a run that took it for none would make everything a second time. */
final class LostStateTest {

    private static final String PLACE = "s3://states/shop/state.json?region=us-east-1";
    private static final Pattern WAY_BACK =
            Pattern.compile("aws s3api delete-object --bucket (\\S+) --key '(\\S+)' --version-id ([^` ]+)`");

    @TempDir
    private Path folder;

    @BeforeEach
    void aStackInABucket() throws IOException {
        s3().createBucket(r -> r.bucket("states"));
        stack("here");
        stack("clone");
    }

    private void stack(String name) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(name)).resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            resources:
              key: {type: aws.kms.key, properties: {description: of the shop}}
            """);
    }

    private void keepVersions() {
        s3().putBucketVersioning(
                        r -> r.bucket("states").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }

    private S3Client s3() {
        return Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    private void delete() {
        s3().deleteObject(r -> r.bucket("states").key("shop/state.json"));
    }

    private Run run(String where, String command) {
        return Run.with(
                Map.of("SETPOINT_SANDBOX", folder.resolve("cloud").toString()),
                folder.resolve(where),
                Stream.concat(Stream.of(command.split(" ", -1)), Stream.of("--sandbox", "--backend", PLACE))
                        .toArray(String[]::new));
    }

    private Run done(String where, String command) {
        var run = run(where, command);
        assertThat(run.code()).as(run.toString()).isZero();
        return run;
    }

    private Run requireLost(String where, String command) {
        var run = run(where, command);
        assertThat(run.code()).as(command + run).isEqualTo(1);
        assertThat(run.err())
                .contains("error[SP0707] The state `s3://states/shop/state.json` is lost", "migrate --reconfigure");
        return run;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan",
                "apply --auto-approve",
                "destroy --auto-approve",
                "show",
                "state list",
                "state pull",
                "state rm key",
                "import key some-id",
                "verify"
            })
    void versionsInTheBucketShowThatAStateIsLost(String command) {
        keepVersions();
        done("here", "apply --auto-approve");
        delete();
        requireLost("here", command);
        // Another machine has no note of it.
        requireLost("clone", command);
    }

    @Test
    void theHintBringsTheStateBack() {
        keepVersions();
        done("here", "apply --auto-approve");
        delete();
        var hint = WAY_BACK.matcher(requireLost("clone", "plan").err());
        assertThat(hint.find()).isTrue();
        s3().deleteObject(r -> r.bucket(hint.group(1)).key(hint.group(2)).versionId(hint.group(3)));
        assertThat(done("clone", "plan").out()).contains("No changes");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewStateIsBegunWhenThatIsMeant(boolean versions) {
        if (versions) {
            keepVersions();
        }
        done("here", "apply --auto-approve");
        delete();
        requireLost("here", "apply --auto-approve");
        done("here", "state migrate --reconfigure");
        assertThat(done("here", "apply --auto-approve").out()).contains("1 created");
        assertThat(done("here", "plan").out()).contains("No changes");
    }

    @Test
    void withoutVersioningTheLocalNoteShowsThatAStateIsLost() {
        done("here", "apply --auto-approve");
        delete();
        assertThat(requireLost("here", "apply --auto-approve").err()).contains("shop.backend.json");
        assertThat(requireLost("here", "plan").err()).contains("the note");
    }

    @Test
    void aStateThatWasEmptiedIsNotMissed() {
        done("here", "apply --auto-approve");
        done("here", "destroy --auto-approve");
        delete();
        assertThat(done("here", "plan").out()).contains("1 to create");
    }

    @Test
    void aLongerObjectKeyIsNotTakenForTheState() {
        keepVersions();
        s3().putObject(
                        r -> r.bucket("states").key("shop/state.json.other"),
                        software.amazon.awssdk.core.sync.RequestBody.fromString("x"));
        s3().deleteObject(r -> r.bucket("states").key("shop/state.json.other"));
        assertThat(done("here", "apply --auto-approve").out()).contains("1 created");
    }
}
