package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that looks for the state in another place than the one that has it makes nothing a second time. */
class ForgottenBackendTest extends BackendStack {

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
}
