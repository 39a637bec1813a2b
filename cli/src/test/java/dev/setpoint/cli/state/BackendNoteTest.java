package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.backend.StateLocation;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The note in a folder that tells where the states of its stacks are. */
class BackendNoteTest extends BackendStack {

    @Test
    void aFreshCloneHasNoNoteAndNeedsNone() throws IOException {
        done("apply --auto-approve --backend " + FIRST);
        var clone = Files.createDirectory(folder.resolve("clone"));
        Files.copy(folder.resolve("setpoint.yaml"), clone.resolve("setpoint.yaml"));

        var plan = runIn(clone, Stream.of("plan", "--backend", FIRST));
        assertThat(plan.out()).contains("No changes");
        assertThat(plan.err()).doesNotContain("warning");
    }

    @Test
    void stacksOfOneFolderHaveNotesOfTheirOwn() throws IOException {
        write("other.yaml", "other", "");
        done("apply setpoint.yaml --auto-approve --backend " + FIRST);

        assertThat(done("apply other.yaml --auto-approve").out()).contains("1 created");
        refused("SP0737", "plan setpoint.yaml");
    }

    @Test
    void theNoteHoldsNoSecretsAndIsItsOwnersAlone() throws IOException {
        done("apply --auto-approve --backend " + FIRST + "&profile=team");
        var note = folder.resolve(".setpoint/sandbox/shop.backend.json");
        assertThat(Files.readString(note)).contains("\"bucket\" : \"states\"", "profile=team");

        var settings = Value.Map.EMPTY
                .with("bucket", Value.of("states"))
                .with("key", Value.of("a b/ü.json"))
                .with(
                        "assumeRole",
                        Value.Map.EMPTY
                                .with("roleArn", Value.of("arn:aws:iam::111122223333:role/x"))
                                .with("externalId", Value.of("very-secret")));
        assertThat(new StateLocation.Shared("s3", settings).text())
                .isEqualTo("s3://states/a%20b/%C3%BC.json?roleArn=arn:aws:iam::111122223333:role/x");
        if (note.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(note)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aDamagedNoteIsAWarning() throws IOException {
        done("apply --auto-approve --backend " + FIRST);
        var note = folder.resolve(".setpoint/sandbox/shop.backend.json");
        for (var text : List.of("", "{", "[]", "{\"places\": [{\"place\": \"nowhere\"}, 1]}")) {
            Files.writeString(note, text);
            done("plan --backend " + FIRST);
        }
        Files.writeString(note, "{");
        assertThat(done("plan --backend " + FIRST).err()).contains("warning[SP0981]");
        assertThat(done("plan --backend " + FIRST).err()).doesNotContain("SP0981");
        Files.delete(note);
        Files.createDirectory(note);
        assertThat(done("apply --auto-approve --backend " + FIRST).err()).contains("warning[SP0981]");
    }

    /** Environments have states of their own, which the spec names with the same words. */
    @Test
    void placesThatOnlyInputsTellApartAreAllInUse() throws IOException {
        var wire = Map.of(
                "SETPOINT_SANDBOX", folder.resolve("cloud").toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            inputs: {env: {type: string, default: dev}}
            backend: {s3: {bucket: states, key: "${inputs.env}/shop.json"}}
            resources: {}
            """);
        var note = folder.resolve(".setpoint/shop.backend.json");
        Files.createDirectories(note.getParent());
        Files.writeString(note, """
            {"format": 1, "places": [{
              "place": "s3://states/dev/shop.json?region=us-east-1",
              "location": {"bucket": "states", "key": "dev/shop.json", "region": "us-east-1",
                           "endpoint": "http://127.0.0.1:1"},
              "written": {"bucket": "states", "key": "${inputs.env}/shop.json"}}]}
            """);

        // The place is accepted without a look at the other one, so that the only complaint is of the dead endpoint.
        var plan = Run.with(wire, folder, "plan", "--input", "env=prod");
        assertThat(plan.err())
                .contains("SP0701", "s3://states/prod/shop.json")
                .doesNotContain("SP0737", "dev/shop.json");
    }
}
