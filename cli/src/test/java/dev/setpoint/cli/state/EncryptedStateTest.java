package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.Main;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.testing.ChildProcess;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** State, backup and journal under the keys that a stack names, as a person uses them. */
class EncryptedStateTest {

    private static final String FIRST = "passphrase: {variable: FIRST}";
    private static final String SECOND = "passphrase: {variable: SECOND}";
    private static final String KMS = "kms: {key: \"arn:aws:kms:eu-west-1:111122223333:key/one\"}";

    private static final String LOCAL = "local";
    private static final String SHARED = "s3://states/shop.json?region=us-east-1";

    @TempDir
    private Path folder;

    private final Map<String, String> variables =
            new HashMap<>(Map.of("FIRST", "correct horse battery staple", "SECOND", "another horse battery staple"));

    private String place = LOCAL;

    @BeforeEach
    void aCloudAndABucketForStates() throws IOException {
        variables.put("SETPOINT_SANDBOX", folder.resolve("cloud").toString());
        s3().createBucket(r -> r.bucket("states"));
        write("encryption: {" + FIRST + "}", "green");
    }

    private S3Client s3() {
        return Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    private void write(String encryption, String colour) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            %s
            resources:
              goods:
                type: aws.s3.bucket
                properties: {name: shop-goods, tags: {Colour: %s}}
              till:
                type: aws.s3.bucket
                properties: {name: shop-till, tags: {Colour: %s}}
            """.formatted(encryption, colour, colour));
    }

    private String[] command(String text) {
        return Stream.concat(Stream.of(text.split(" ", -1)), Stream.of("--sandbox", "--backend", place))
                .toArray(String[]::new);
    }

    private Run run(String command) {
        return Run.with(Map.copyOf(variables), folder, command(command));
    }

    private Run done(String command) {
        var run = run(command);
        assertThat(run.code()).as(run.toString()).isZero();
        return run;
    }

    /** A sentence, a hint and exit code 1, and nothing has changed anywhere. */
    private void refused(String code, String said) {
        var before = kept();
        for (var command : List.of("plan", "apply --auto-approve", "state pull", "state list", "state seal")) {
            var run = run(command);
            assertThat(run.code()).as(command).isEqualTo(1);
            assertThat(run.err()).as(command).contains("error[" + code + "]", said, "hint: ");
            assertThat(run.err()).doesNotContain("java.", "\tat ");
        }
        assertThat(kept()).isEqualTo(before);
    }

    /** Whatever there is of the state, by name. */
    private Map<String, String> kept() {
        return place.equals(LOCAL) ? files() : objects();
    }

    private Map<String, String> files() {
        var texts = new TreeMap<String, String>();
        try (var files = Files.list(folder.resolve(".setpoint/sandbox/shop"))) {
            for (var file : files.filter(f -> !f.toString().contains(".lock")).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private Map<String, String> objects() {
        var texts = new TreeMap<String, String>();
        s3().listObjectsV2(r -> r.bucket("states")).contents().forEach(object -> {
            var content = s3().getObject(
                            r -> r.bucket("states").key(object.key()), ResponseTransformer.<GetObjectResponse>toBytes())
                    .asByteArray();
            texts.put(object.key(), new String(content, StandardCharsets.UTF_8));
        });
        return texts;
    }

    private void assertSealed(String method) {
        assertThat(kept())
                .isNotEmpty()
                .allSatisfy((name, text) -> assertThat(text)
                        .as(name)
                        .contains("\"sealed\"", method)
                        .doesNotContain("shop-", "goods", "aws.s3", "lineage"));
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, SHARED})
    void nothingIsKeptInClearAndEveryCommandReadsIt(String where) throws IOException {
        place = where;
        done("apply --auto-approve");
        write("encryption: {" + FIRST + "}", "blue");
        done("apply --auto-approve");

        assertSealed("passphrase");
        assertThat(done("plan --detailed-exitcode").out()).contains("No changes");
        assertThat(done("state list").out()).contains("goods");
        done("destroy --auto-approve");
        assertSealed("passphrase");
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, SHARED})
    void aWrongKeyAMissingOneAndNoneAreRefusedAndNothingChanges(String where) throws IOException {
        place = where;
        done("apply --auto-approve");

        write("encryption: {" + SECOND + "}", "green");
        refused("SP0756", "is not encrypted with the passphrase in `SECOND`");
        write("encryption: {passphrase: {variable: THIRD}}", "green");
        refused("SP0750", "The variable `THIRD` for the passphrase of the state is not set");
        write("encryption: {" + KMS + "}", "green");
        refused("SP0754", "is encrypted with a passphrase, which the stack's `encryption` does not name");
        write("", "green");
        refused("SP0740", "is encrypted (passphrase)");
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, SHARED})
    void aStateInClearIsReadAndSealedAtTheNextChange(String where) throws IOException {
        place = where;
        write("", "green");
        done("apply --auto-approve");
        write("encryption: {" + FIRST + "}", "green");
        assertThat(done("plan --detailed-exitcode").out()).contains("No changes");

        write("encryption: {" + FIRST + "}", "blue");
        done("apply --auto-approve");
        assertSealed("passphrase");
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, SHARED})
    void aNewKeyTakesOverAndTheOldOneIsNeededNoMore(String where) throws IOException {
        place = where;
        done("apply --auto-approve");
        write("encryption: {" + SECOND + ", previous: [{" + FIRST + "}]}", "green");
        assertThat(done("state seal").out()).contains("Wrote the state again");

        variables.remove("FIRST");
        write("encryption: {" + SECOND + "}", "green");
        assertThat(done("plan --detailed-exitcode").out()).contains("No changes");
        write("encryption: {" + KMS + ", previous: [{" + SECOND + "}]}", "blue");
        done("apply --auto-approve");
        assertSealed("kms");
        write("encryption: {previous: [{" + KMS + "}]}", "blue");
        done("state seal");
        write("", "blue");
        assertThat(done("plan --detailed-exitcode").out()).contains("No changes");
    }

    @Test
    void anotherKmsKeyIsRefusedByName() throws IOException {
        write("encryption: {" + KMS + "}", "green");
        done("apply --auto-approve");
        assertSealed("kms");

        write("encryption: {" + KMS.replace("one", "two") + "}", "green");
        refused("SP0754", "is encrypted with the key `arn:aws:kms:eu-west-1:111122223333:key/one`");
    }

    @Test
    void aPulledStateIsPlainAndAPushedOneIsEncrypted() throws IOException {
        done("apply --auto-approve");
        var pulled = done("state pull").out();
        assertThat(pulled).contains("shop-goods");
        Files.writeString(folder.resolve("pulled.json"), pulled);

        done("state push pulled.json");
        assertSealed("passphrase");
    }

    @Test
    void aStateThatMovesStaysSealed() {
        done("apply --auto-approve");
        place = SHARED;
        done("state migrate");

        assertSealed("passphrase");
        assertThat(done("plan --detailed-exitcode").out()).contains("No changes");
    }

    @Test
    void aTornStateIsDamagedAndNotUnderAnotherKey() throws IOException {
        done("apply --auto-approve");
        var file = folder.resolve(".setpoint/sandbox/shop/state.json");
        var text = Files.readString(file);

        Files.writeString(file, text.substring(0, text.length() / 2));
        refused("SP0702", "is truncated or not a state");
        var place = text.indexOf("\"sealed\"") + 40;
        Files.writeString(file, text.substring(0, place) + "AAAA" + text.substring(place + 4));
        refused("SP0703", "its encrypted content is damaged");
    }

    @Test
    void aSealedJournalOfAKilledRunIsTakenUp() throws IOException, InterruptedException {
        assertThat(killed("apply --auto-approve")).isNotZero();
        var left = kept();
        assertThat(left).containsKey("state.journal");
        left.forEach((name, text) -> assertThat(text).as(name).contains("seal").doesNotContain("shop-goods", "aws.s3"));

        done("apply --auto-approve");
        assertThat(done("plan --detailed-exitcode").out()).contains("No changes");
        assertSealed("passphrase");
    }

    /** A command in a process of its own, which halts after two changes to the cloud. */
    private int killed(String command) throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        line.addAll(List.of(command(command)));
        var process = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        process.redirectOutput(folder.resolve("killed.out").toFile());
        var all = new HashMap<>(variables);
        all.putAll(Map.of("SETPOINT_SANDBOX_HALT_AFTER", "2", "SETPOINT_SANDBOX_COUNT", "changes"));
        return ChildProcess.start(process, all).waitFor();
    }
}
