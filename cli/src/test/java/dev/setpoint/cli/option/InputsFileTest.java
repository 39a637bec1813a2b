package dev.setpoint.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in a file of {@code --inputs}: diagnostics speak of inputs and show no word of the file. */
class InputsFileTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeStack() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: inputs
            inputs:
              password: {type: string, sensitive: true, default: none}
            resources: {}
            """);
    }

    private Run plan(String inputs) throws IOException {
        Files.writeString(folder.resolve("inputs.yaml"), inputs);
        return Run.of(folder, "plan", "--inputs", "inputs.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet\n", "- password\n", "password\n"})
    void aFileWithoutInputsIsToldHowInputsAreWritten(String text) throws IOException {
        var run = plan(text);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("nputs file")
                .contains("Write one `name: value` for each input.")
                .doesNotContain("stack");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: *hunter2 x\n",
                "password: \"hunter2\" x\n",
                "password: hunter2: x\n",
                "password: @hunter2\n",
                "password: \"hunter2\\d\"\n",
                "password: 'hunter2\n",
                "password: {hunter2: 1\nb: c\n",
                "password: `hunter2`\n",
                "password: !hunter2 x\n",
                "password: “hunter2”\n",
                "password: &hunter2\n",
                "password: {hunter2=x}\n",
                "password: hunter2 #hunter2\n",
                "hunter2=hunter2\n",
                "a: b\nhunter2\n"
            })
    void noWordOfTheFileIsShown(String text) throws IOException {
        var run = plan(text);

        assertThat(run.err()).contains("SP01").contains("inputs.yaml").doesNotContain("hunter2");
    }

    @Test
    void aMarkerAtTheEndIsNotASecondDocument() throws IOException {
        assertThat(plan("---\npassword: x\n---\n").code()).isZero();
    }
}
