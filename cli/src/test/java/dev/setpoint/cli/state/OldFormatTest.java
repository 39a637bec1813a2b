package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.DigestKey;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state as Setpoint wrote it in format 1, in the hands of this version. */
class OldFormatTest {

    private static final String SECRET = "hunter2";

    @TempDir
    private Path folder;

    private String secret = SECRET;

    @BeforeEach
    void anOldState() throws IOException {
        write("red");
        done("apply --auto-approve");
        Files.writeString(state(), Json.prettySorted(old(Files.readString(state()))));
        Files.delete(state().resolveSibling("state.json.backup"));
    }

    private void write(String colour) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            inputs: {password: {type: string, sensitive: true}}
            resources:
              till:
                type: core.value
                properties: {input: {colour: %s, password: "${inputs.password}", note: "with ${inputs.password}"}}
              goods:
                type: aws.s3.bucket
                properties: {name: shop-goods, tags: {Secret: "${inputs.password}"}}
            outputs:
              password: {value: "${inputs.password}", sensitive: true}
            """.formatted(colour));
    }

    private Path state() {
        return folder.resolve(".setpoint/sandbox/shop/state.json");
    }

    /** State of the old format, without the key: each digest in its old form. */
    private static Value.Map old(String text) {
        var json = (Value.Map) Json.read(text);
        var lineage = json.string("lineage").orElseThrow();
        for (var word : new String[] {SECRET, "with " + SECRET}) {
            var plain = Redaction.sha256(lineage + "\0" + Json.canonical(Value.of(word)));
            var keyed = Redaction.keyed(
                            lineage, DigestKey.of(json.string("digestKey").orElseThrow()))
                    .digest(Value.of(word));
            text = text.replace(keyed.digest(), plain);
        }
        var old = ((Value.Map) Json.read(text))
                .without("digestKey")
                .without("digest")
                .with("format", Value.of(1));
        assertThat(Json.compact(old)).doesNotContain("hmac");
        return old.with("digest", Value.of(Redaction.sha256(Json.canonical(old))));
    }

    private Run run(String command) {
        return Run.with(Map.of("SETPOINT_INPUT_PASSWORD", secret), folder, (command + " --sandbox").split(" ", -1));
    }

    private Run done(String command) {
        var run = run(command);
        assertThat(run.code()).as(run.toString()).isZero();
        return run;
    }

    @Test
    void aStateInTheOldFormatHasNoChangesAndIsNotRewritten() throws IOException {
        var before = Files.readString(state());

        assertThat(done("plan --detailed-exitcode").out()).contains("No changes");
        done("apply --auto-approve");
        assertThat(Files.readString(state())).isEqualTo(before);
    }

    @Test
    void anotherSecretIsSeen() {
        secret = "hunter3";

        assertThat(run("plan --detailed-exitcode").out())
                .contains("password: (sensitive) → (sensitive)", "2 to update");
    }

    @Test
    void theNextChangeBringsEveryDigestUnderAKey() throws IOException {
        write("blue");
        done("apply --auto-approve");

        assertThat(Files.readString(state())).contains("\"digestKey\"", "\"hmac-sha256:");
        assertThat(Files.readString(state()).replaceAll("\"digest\" : \"sha256:", ""))
                .doesNotContain("\"sha256:");
        assertThat(done("plan --detailed-exitcode").out()).contains("No changes");
        secret = "hunter3";
        assertThat(run("plan --detailed-exitcode").code()).isEqualTo(2);
    }

    @Test
    void aSavedPlanHoldsNoDigestThatCouldBeGuessedAtAndIsAppliedWithTheSameSecretOnly() throws IOException {
        write("blue");
        secret = "hunter3";
        done("plan --out plan");
        assertThat(Files.readString(folder.resolve("plan"))).contains("pbkdf2:").doesNotContain("digestKey");

        secret = "hunter4";
        assertThat(run("apply plan --auto-approve").err()).contains("SP0809", "Input `password`");
        secret = "hunter3";
        done("apply plan --auto-approve");
        assertThat(done("plan --detailed-exitcode").out()).contains("No changes");

        write("green");
        done("plan --out plan");
        assertThat(Files.readString(folder.resolve("plan")))
                .contains("hmac-sha256:")
                .doesNotContain("pbkdf2");
    }

    @Test
    void noCommandButPullShowsTheKey() throws IOException {
        write("blue");
        done("apply --auto-approve");
        var key = ((Value.Map) Json.read(Files.readString(state())))
                .string("digestKey")
                .orElseThrow();

        for (var command : new String[] {
            "show --format json",
            "plan --format json",
            "state show till --format json",
            "output --format json",
            "apply --auto-approve --format json",
            "plan --out p"
        }) {
            assertThat(done(command).out()).as(command).doesNotContain(key);
        }
        assertThat(Files.readString(folder.resolve("p"))).doesNotContain(key);
        assertThat(done("state pull").out()).contains(key);
    }
}
