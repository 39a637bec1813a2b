package dev.setpoint.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sensitive outputs are shown to whoever asks for them by their names, and to nobody else. */
class SensitiveOutputTest {

    private static final String SECRET = "hunter2";
    private static final String SEALED = "encryption: {passphrase: {variable: PASSPHRASE}}";

    @TempDir
    private Path folder;

    private final Map<String, String> variables =
            new HashMap<>(Map.of("PASSPHRASE", "correct horse battery staple", "SETPOINT_INPUT_PW", SECRET));

    private void write(String head) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            %s
            inputs: {pw: {type: string, sensitive: true}}
            data: {me: {type: aws.sts.callerIdentity}}
            resources:
              holder: {type: core.value, properties: {text: "pre-${inputs.pw}", plain: open}}
              topic: {type: aws.sns.topic, properties: {name: shop-topic}}
            outputs:
              plain: ${holder.plain}
              password: ${inputs.pw}
              mixed: {value: {a: "${inputs.pw}", b: 1}}
              arn: {value: "${topic.arn}", sensitive: true}
              derived: ${holder.text}
              caller: {value: "${data.me.accountId}", sensitive: true}
            """.formatted(head));
    }

    private Run run(String command) {
        return Run.with(Map.copyOf(variables), folder, (command + " --sandbox").split(" ", -1));
    }

    private String done(String command) {
        var run = run(command);
        assertThat(run.code()).as(run.toString()).isZero();
        return run.out();
    }

    private void requireShown() {
        assertThat(done("output password --raw")).isEqualTo(SECRET);
        assertThat(done("output password")).contains("password: hunter2");
        assertThat(done("output password --format json")).isEqualTo("\"hunter2\"\n");
        assertThat(Json.read(done("output mixed --format json")))
                .isEqualTo(Value.Map.EMPTY.with("a", Value.of(SECRET)).with("b", Value.of(1)));
        assertThat(done("output arn --raw")).isEqualTo("arn:aws:sns:us-east-1:123456789012:shop-topic");
        assertThat(done("output derived --raw")).isEqualTo("pre-hunter2");
        assertThat(done("output plain --raw")).isEqualTo("open");
    }

    @Test
    void byItsNameItIsComputedAgainWhereTheStateIsInClear() throws IOException {
        write("");
        done("apply --auto-approve");

        requireShown();
        assertThat(Files.readString(folder.resolve(".setpoint/sandbox/shop/state.json")))
                .doesNotContain(SECRET);
    }

    @Test
    void aSealedStateKeepsIt() throws IOException {
        write(SEALED);
        done("apply --auto-approve");
        variables.remove("SETPOINT_INPUT_PW");

        requireShown();
        assertThat(done("output caller --raw")).isEqualTo("123456789012");
        variables.put("SETPOINT_INPUT_PW", SECRET);
        assertThat(done("plan --detailed-exitcode")).contains("No changes");
        done("apply --auto-approve");
        requireShown();
    }

    @Test
    void aSensitiveOutputIsHiddenUnlessNamed() throws IOException {
        for (var head : List.of("", SEALED)) {
            write(head);
            done("apply --auto-approve");
            for (var command : List.of(
                    "output",
                    "output --format json",
                    "show",
                    "show --format json",
                    "state pull",
                    "plan",
                    "plan --format json",
                    "state show holder")) {
                assertThat(done(command)).as(command).doesNotContain(SECRET);
            }
        }
    }

    @Test
    void outputsThatCannotBeComputedAreKeptInAnEncryptedState() throws IOException {
        write("");
        done("apply --auto-approve");

        var refused = run("output caller --raw");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("error[SP0934]", "add `encryption` to the stack file", "`setpoint apply`");
        write(SEALED);
        done("apply --auto-approve");
        assertThat(done("output caller --raw")).isEqualTo("123456789012");
    }

    @Test
    void anotherInputThanThatOfTheLastApplyIsNotTakenForIt() throws IOException {
        write("");
        done("apply --auto-approve");

        variables.put("SETPOINT_INPUT_PW", "something else");
        var refused = run("output password");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("error[SP0986]", "`setpoint apply` first")
                .doesNotContain("something else");
        variables.remove("SETPOINT_INPUT_PW");
        assertThat(run("output password").err()).contains("error[SP0320]", "--input pw=value");
    }

    @Test
    void aDecryptedStateDropsSecretOutputs() throws IOException {
        write(SEALED);
        done("apply --auto-approve");
        write("encryption: {previous: [{passphrase: {variable: PASSPHRASE}}]}");
        done("state seal");

        assertThat(Files.readString(folder.resolve(".setpoint/sandbox/shop/state.json")))
                .contains("\"outputs\"")
                .doesNotContain(SECRET);
        requireShown();
    }
}
