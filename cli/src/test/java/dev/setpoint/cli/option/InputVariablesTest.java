package dev.setpoint.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Environment variables that are to set inputs. */
class InputVariablesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: demo
            inputs:
              logBucket: {type: string, default: ours}
              count: {type: integer, default: 3}
            resources:
              a: {type: core.value, properties: {bucket: "${inputs.logBucket}"}}
            """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SETPOINT_INPUT_LOG_BUCKET", "SETPOINT_INPUT_logBucket", "SETPOINT_INPUT_LOG__BUCKET"})
    void theNameOfAnInputIsUnderstood(String variable) {
        var run = Run.with(Map.of(variable, "theirs"), folder, "plan");
        assertThat(run.out()).contains("bucket: theirs");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SETPOINT_INPUT_LOGBUCKET", "SETPOINT_INPUT_logbucket", "SETPOINT_INPUT_L_O_G_BUCKET"})
    void aNameThatIsAnInputsButForUnderscoresIsRefused(String variable) {
        var run = Run.with(Map.of(variable, "theirs"), folder, "plan");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("error[SP0338]")
                .contains("`" + variable + "` sets no input of this stack.")
                .contains("The variable of the input `logBucket` is `SETPOINT_INPUT_LOG_BUCKET`.");
    }

    @Test
    void anUnknownVariableIsAWarningWhenTheInputHasAValue() {
        var variables = Map.of("SETPOINT_INPUT_LOGBUCKET", "theirs", "SETPOINT_INPUT_LOG_BUCKET", "meant");
        var run = Run.with(variables, folder, "plan");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("bucket: meant");
        assertThat(run.err()).startsWith("warning[SP0338]").contains("`SETPOINT_INPUT_LOGBUCKET`");
        assertThat(Run.with(Map.of("SETPOINT_INPUT_LOGBUCKET", "x"), folder, "plan", "--input", "logBucket=line")
                        .out())
                .contains("bucket: line");
    }

    @Test
    void aVariableOfAnotherStackIsReported() {
        var near = Run.with(Map.of("SETPOINT_INPUT_LOG_BUKCET", "theirs"), folder, "plan");
        assertThat(near.code()).isZero();
        assertThat(near.err())
                .startsWith("warning[SP0338]")
                .contains("If the input `logBucket` is meant, call it `SETPOINT_INPUT_LOG_BUCKET`.");
        var far = Run.with(Map.of("SETPOINT_INPUT_OWNER", "crew"), folder, "plan");
        assertThat(far.code()).isZero();
        assertThat(far.err())
                .startsWith("warning[SP0338]")
                .contains("`SETPOINT_INPUT_OWNER`")
                .doesNotContain("hint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "9223372036854775807"})
    void nullIsTheDefaultAndTheLargestNumberFits(String count) {
        var run = Run.with(Map.of("SETPOINT_INPUT_COUNT", count), folder, "validate");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1.5", "three", ""})
    void aNumberThatDoesNotFitIsRefused(String count) {
        var run = Run.with(Map.of("SETPOINT_INPUT_COUNT", count), folder, "validate");
        assertThat(run.err()).startsWith("error[SP0322]").contains("SETPOINT_INPUT_COUNT");
    }

    @Test
    void aFileWithoutAValueIsRefusedAndNullThereIsTheDefault() throws IOException {
        Files.writeString(folder.resolve("in.yaml"), "logBucket: null\ncount:\n");
        var run = Run.of(folder, "plan", "--inputs", "in.yaml");
        assertThat(run.err()).startsWith("error[SP0335] The input `count` has no value in in.yaml:2:1.");
        Files.writeString(folder.resolve("in.yaml"), "logBucket: null\ncount: 99999999999999999999\n");
        assertThat(Run.of(folder, "plan", "--inputs", "in.yaml").err()).startsWith("error[SP0322]");
        Files.writeString(folder.resolve("in.yaml"), "logBucket: null\n");
        assertThat(Run.of(folder, "plan", "--inputs", "in.yaml").out()).contains("bucket: ours");
    }
}
