package dev.setpoint.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locals that are computed from one another, as many as a file holds. */
class LongChainTest {

    private static final int LENGTH = 2_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1", "${topic.arn}"})
    void aLongChainIsPlannedAndAppliedAsItIsValidated(String first) throws IOException {
        spec(first, "${locals.l%d}", LENGTH, "${locals.l" + LENGTH + "}");

        assertThat(run("validate").code()).isZero();
        assertThat(run("plan").out()).contains("2 to create");
        assertThat(run("apply", "--auto-approve").out()).contains("2 created");
        assertThat(run("plan").out()).startsWith("No changes");
    }

    @Test
    void aLocalThatIsNotKnownIsEvaluatedOnceHoweverOftenItIsRead() throws IOException {
        spec("${topic.arn}", "${size(locals.l%1$d) + size(locals.l%1$d) > 0 ? 'a' : 'b'}", 60, "${locals.l60}");

        assertThat(run("plan").out()).contains("2 to create");
        assertThat(run("apply", "--auto-approve").out()).contains("2 created");
    }

    @Test
    void aLocalInABranchThatIsNotTakenMayFail() throws IOException {
        spec("${int(topic.arn)}", "${locals.l%d + 1}", 3, "${inputs.on ? string(locals.l3) : 'none'}");

        assertThat(run("apply", "--auto-approve").out()).contains("2 created");
        assertThat(run("plan").out()).startsWith("No changes");
        assertThat(run("plan", "--input", "on=true").err())
                .contains("error[SP0310] setpoint.yaml:6:7: `${int(topic.arn)}` has no value");
    }

    private void spec(String first, String next, int length, String read) throws IOException {
        var chain = IntStream.rangeClosed(1, length)
                .mapToObj(i -> "  l" + i + ": \"" + next.formatted(i - 1) + "\"\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: chain
            inputs: {on: {type: boolean, default: false}}
            locals:

              l0: "%s"
            %s
            resources:
              topic: {type: aws.sns.topic, properties: {name: a}}
              reader: {type: core.value, properties: {x: "%s"}}
            """.formatted(first, chain, read));
    }

    private Run run(String... command) {
        return SandboxRun.run(folder.resolve("cloud"), folder, command);
    }
}
