package dev.setpoint.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.explanation.Explanations;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aCodeIsExplainedWithASituation() {
        var run = explain("SP0607");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
            SP0607  A resource has changed in the cloud since the plan.

            Each resource is read again just before it is changed. This one no longer is as the plan had found
            it, so nothing was overwritten.

            Example: A colleague edits the bucket's tags while a saved plan waits for approval.
            Reported by: `setpoint apply`

            What to do: Plan again: the new plan shows the change made by others as drift.
            """);
    }

    @Test
    void aCodeIsExplainedWithAStackAndItsInputs() {
        var run = Run.with(Map.of("COLUMNS", "60"), folder, "explain", "SP0322");

        assertThat(run.out()).isEqualTo("""
            SP0322  A given value does not fit the input.

            The value from `--input`, `--inputs` or the environment has
            the wrong type, or breaks a limit of the declaration.

            Example, with `setpoint validate --input days=0`:

                setpoint: v1
                stack: demo
                inputs:
                  days: {type: integer, minimum: 1, default: 30}

            What to do: Give a value that fits. Lists and maps are
                        written as YAML or JSON.
            """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SP0607", "sp0607", "607", "0607", "sp607"})
    void aCodeMayBeWrittenShort(String written) {
        assertThat(explain(written)).isEqualTo(explain("SP0607"));
    }

    @Test
    void severalCodesAreExplainedOneAfterTheOther() {
        var both = explain("SP0101", "SP0607");

        assertThat(both.out())
                .isEqualTo(explain("SP0101").out() + "\n" + explain("SP0607").out());
    }

    @Test
    void withoutACodeAllAreListedByArea() {
        var all = Explanations.bundled().all();
        var run = explain();

        assertThat(run.out())
                .startsWith("Files and YAML\n  SP0101  The file is empty.\n")
                .contains("\n\nApply and recovery\n");
        assertThat(run.out().lines().filter(line -> line.matches("  SP\\d{4}  .*")))
                .hasSameSizeAs(all);
    }

    @Test
    void anInvisibleCharacterOfAnExampleIsShownAsAnEscape() {
        assertThat(explain("SP0126").out()).contains("x: abc\\u200b}");
    }

    @Test
    void anUnknownCodeIsAnErrorWithTheNearestOnes() {
        var run = explain("SP0607", "SP0699", "sharks");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
            error[SP0936] There is no diagnostic code `SP0699`.
              hint: Near it: `SP0640` and `SP0701`; `setpoint explain` lists all.

            error[SP0936] There is no diagnostic code `sharks`.
              hint: A code is written like `SP0607`; `setpoint explain` lists all.
            """);
    }

    @Test
    void aProgramReadsTheSameAsJson() {
        assertThat(Json.read(explain("607", "322", "--format", "json").out())).isEqualTo(Json.read("""
            {"codes": [
              {"code": "SP0607", "area": "Apply and recovery",
               "title": "A resource has changed in the cloud since the plan.",
               "meaning": "Each resource is read again just before it is changed. This one no longer is as the plan\
             had found it, so nothing was overwritten.",
               "example": {
                 "situation": "A colleague edits the bucket's tags while a saved plan waits for approval.",
                 "commands": ["apply"]},
               "fix": "Plan again: the new plan shows the change made by others as drift."},
              {"code": "SP0322", "area": "Inputs and absent values",
               "title": "A given value does not fit the input.",
               "meaning": "The value from `--input`, `--inputs` or the environment has the wrong type, or breaks a\
             limit of the declaration.",
               "example": {
                 "spec": "setpoint: v1\\nstack: demo\\ninputs:\\n  days: {type: integer, minimum: 1, default: 30}\\n",
                 "inputs": {"days": "0"}},
               "fix": "Give a value that fits. Lists and maps are written as YAML or JSON."}]}
            """));
        assertThat(Json.read(explain("--format", "json").out()))
                .isInstanceOfSatisfying(
                        Value.Map.class,
                        document -> assertThat(document.list("codes"))
                                .hasSameSizeAs(Explanations.bundled().all())
                                .contains(Json.read("""
                                    {"code": "SP0101", "area": "Files and YAML", "title": "The file is empty."}
                                    """)));
    }

    private Run explain(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "explain";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Run.of(folder, all);
    }
}
