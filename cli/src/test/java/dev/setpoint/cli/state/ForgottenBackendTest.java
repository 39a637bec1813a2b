package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.backend.StateLocation;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** A command that looks for the state in another place than the one that has it makes nothing a second time. */
class ForgottenBackendTest {

    private static final String FIRST = "s3://states/shop.json?region=us-east-1";
    private static final String SECOND = "s3://states/new/shop.json?region=us-east-1";

    private static final List<String> READING = List.of(
            "plan",
            "show",
            "output",
            "verify",
            "permissions",
            "unlock",
            "state list",
            "state show key",
            "state pull",
            "state seal",
            "state mv key other",
            "state rm key",
            "import key some-id",
            "apply --auto-approve",
            "destroy --auto-approve");

    @TempDir
    private Path folder;

    @BeforeEach
    void aStackAndABucketForStates() throws IOException {
        s3().createBucket(r -> r.bucket("states"));
        s3().createBucket(r -> r.bucket("other-states"));
        write("setpoint.yaml", "shop", "");
    }

    private S3Client s3() {
        return Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    private void write(String file, String stack, String more) throws IOException {
        Files.writeString(folder.resolve(file), """
            setpoint: v1
            stack: %s
            %s
            resources:
              key: {type: aws.kms.key, properties: {description: of %s}}
            """.formatted(stack, more, stack));
    }

    private Run run(String command) {
        return runIn(folder, Stream.of(command.split(" ", -1)));
    }

    private Run runIn(Path where, Stream<String> command) {
        return Run.with(
                Map.of("SETPOINT_SANDBOX", folder.resolve("cloud").toString()),
                where,
                Stream.concat(command, Stream.of("--sandbox")).toArray(String[]::new));
    }

    private Run done(String command) {
        var run = run(command);
        assertThat(run.code()).as(run.toString()).isZero();
        return run;
    }

    private Run refused(String code, String command) {
        var run = run(command);
        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).contains("error[" + code + "]", "hint: ");
        return run;
    }

    /** Runs the command in the hint that begins so, as a shell would. */
    private Run follow(Run refused, String beginning) {
        var found = Pattern.compile("`setpoint (" + Pattern.quote(beginning) + "[^`]*)`")
                .matcher(refused.err());
        assertThat(found.find()).as(refused.err()).isTrue();
        var words = Stream.of(found.group(1).split(" ", -1))
                .map(word -> word.replace("'", ""))
                .filter(word -> !word.equals("--sandbox"));
        var run = runIn(folder, words);
        assertThat(run.code()).as(run.toString()).isZero();
        return run;
    }

    @Test
    void everyCommandThatReadsTheStateRefusesToWorkWithoutTheBackend() {
        done("apply --auto-approve --backend " + FIRST);

        for (var command : READING) {
            assertThat(refused("SP0737", command).err())
                    .as(command)
                    .contains("one of this stack in `" + FIRST + "`", "`--backend '" + FIRST + "'`");
        }
        assertThat(done("plan --backend " + FIRST).out()).contains("No changes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECOND,
                "s3://other-states/shop.json?region=us-east-1",
                "s3://states/shop?region=us-east-1",
                "local"
            })
    void aBackendThatWasChangedIsRefusedUntilTheStateIsThere(String other) {
        done("apply --auto-approve --backend " + FIRST);

        var refused = refused("SP0737", "apply --auto-approve --backend " + other);
        follow(refused, "state migrate");

        assertThat(done("plan --backend " + other).out()).contains("No changes");
        refused("SP0737", "plan --backend " + FIRST);
    }

    @ParameterizedTest
    @ValueSource(strings = {SECOND, "local"})
    void aNewStateCanBeStartedWithReconfigure(String other) {
        done("apply --auto-approve --backend " + FIRST);

        var refused = refused("SP0737", "plan --backend " + other);
        assertThat(follow(refused, "state migrate --reconfigure").out()).contains("No state was moved");

        assertThat(done("apply --auto-approve --backend " + other).out()).contains("1 created");
        assertThat(done("plan --backend " + FIRST).out()).contains("No changes");
        assertThat(done("plan --backend " + other).out()).contains("No changes");
    }

    @Test
    void aNewStateCanBeBegunWhereOneWasMovedAway() {
        done("apply --auto-approve");
        done("state migrate --backend " + FIRST);

        follow(refused("SP0737", "plan"), "state migrate --reconfigure");

        assertThat(done("plan").out()).contains("1 to create");
    }

    @Test
    void aStateInTheFolderIsNotForgottenWhenABackendIsNamed() {
        done("apply --auto-approve");

        var refused = refused("SP0737", "plan --backend " + FIRST);
        assertThat(refused.err()).contains(".setpoint/sandbox/shop/state.json`", "`--backend local`");
        follow(refused, "state migrate");

        assertThat(done("plan --backend " + FIRST).out()).contains("No changes");
    }

    @Test
    void oneStateInTheFolderAndAnotherInTheBackendAreBothNamed() throws IOException {
        done("apply --auto-approve --backend " + FIRST);
        Files.delete(folder.resolve(".setpoint/sandbox/shop.backend.json"));
        done("apply --auto-approve");

        var refused = refused("SP0980", "plan --backend " + FIRST);
        follow(refused, "state migrate --reconfigure");
        done("plan --backend " + FIRST);
        done("plan --backend local");
    }

    @Test
    void aStateThatSomebodyElseHasMovedIsFoundWithoutAQuestion() throws IOException {
        done("apply --auto-approve --backend " + FIRST);
        var clone = Files.createDirectory(folder.resolve("clone"));
        Files.copy(folder.resolve("setpoint.yaml"), clone.resolve("setpoint.yaml"));
        var moved = runIn(clone, Stream.of("state", "migrate", "--backend", SECOND, "--from", FIRST));
        assertThat(moved.code()).as(moved.toString()).isZero();

        assertThat(done("plan --backend " + SECOND).out()).contains("No changes");
        refused("SP0737", "plan");
    }

    @Test
    void aStateThatWasPulledAndPushedIsTheSameState() throws IOException {
        done("apply --auto-approve --backend " + FIRST);
        done("plan --backend " + FIRST);
        var clone = Files.createDirectory(folder.resolve("clone"));
        Files.copy(folder.resolve("setpoint.yaml"), clone.resolve("setpoint.yaml"));
        Files.writeString(
                clone.resolve("state.json"),
                done("state pull --backend " + FIRST).out());
        assertThat(runIn(clone, Stream.of("state", "push", "state.json", "--backend", SECOND))
                        .code())
                .isZero();

        assertThat(done("plan --backend " + SECOND).out()).contains("No changes");
    }

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
    void onceEverythingIsDestroyedNothingIsForgotten() {
        done("apply --auto-approve --backend " + FIRST);
        done("destroy --auto-approve --backend " + FIRST);

        assertThat(done("apply --auto-approve").out()).contains("1 created");
        refused("SP0737", "plan --backend " + FIRST);
    }

    @Test
    void aPlaceWithoutAStateIsForgottenSilently() {
        done("plan --backend " + SECOND);

        assertThat(done("apply --auto-approve --backend " + FIRST).out()).contains("1 created");
    }

    @Test
    void anotherEncryptionKeyIsNotAnotherPlace() throws IOException {
        done("apply --auto-approve --backend " + FIRST);
        Files.writeString(folder.resolve("passphrase"), "correct horse battery staple");
        write("setpoint.yaml", "shop", "encryption: {passphrase: {file: passphrase}}");

        done("state seal --backend " + FIRST);
        assertThat(done("plan --backend " + FIRST + "&kmsKey=alias/states").out())
                .contains("No changes");
        refused("SP0737", "plan");
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
