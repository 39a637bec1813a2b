package dev.setpoint.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines as other tools take them, and what is said instead. */
class ForeignCommandsTest {

    @TempDir
    private Path folder;

    private String hint(String line) {
        var run = Run.of(folder, line.split(" ", -1));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("error[SP0901]");
        return run.err().replaceFirst("(?s).*hint: ", "").strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootstrap | run `setpoint plan`",
                "new | `setpoint init`",
                "console | `setpoint eval -`",
                "fmt | There is no formatter",
                "taint a | `setpoint plan --replace ADDRESS`",
                "refresh | `setpoint apply --refresh-only`",
                "workspace list | Give each environment a folder",
                "force-unlock 1 | `setpoint unlock`",
                "providers | `setpoint schema`",
                "up | `setpoint apply`",
                "preview | `setpoint plan`",
                "deploy | `setpoint apply`",
                "ls | `setpoint state list`",
                "apply -auto-approve | Did you mean `--auto-approve`, with two dashes?",
                "plan -target=a | Did you mean `--target`, with two dashes?",
                "plan -out=x | Did you mean `--out`, with two dashes?",
                "plan -destroy | Did you mean `--destroy`, with two dashes?",
                "plan -var a=b | `--input NAME=VALUE`",
                "plan --var a=b | `--input NAME=VALUE`",
                "plan --var-file=x | `--inputs FILE`",
                "plan -json | `--format json`",
                "apply --yes | `--auto-approve`",
                "apply -input=false | leave it out",
                "-chdir=x plan | Name the folder",
                "output -json | `--format json`",
                "state lst | Did you mean `list`?",
                "aply | Did you mean `apply`?",
                "apply --paralelism 3 | Did you mean `--parallelism`?"
            })
    void theHintNamesOurCommand(String line, String advice) {
        assertThat(hint(line)).contains(advice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"consoles", "foo", "x", "zzzzzzzzzzzzzzzzzzzz", "state identities", "plan --colour", "plan -q"})
    void noDistantNameIsSuggested(String line) {
        assertThat(hint(line)).doesNotContain("Did you mean").endsWith("--help` lists commands and options.");
    }
}
