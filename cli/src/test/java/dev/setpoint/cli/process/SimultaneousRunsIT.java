package dev.setpoint.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Program;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many processes that start together on the same stack. */
@ResourceLock(SharedStack.EMULATOR)
class SimultaneousRunsIT extends SharedStack {

    private static final int PROCESSES = 32;

    /** Time limit: each run waits for all others, over HTTP about two minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @ParameterizedTest
    @EnumSource(value = Kept.class, mode = EnumSource.Mode.EXCLUDE, names = "SEALED_IN_S3")
    void processesThatStartTogetherTakeTurns(Kept kept) throws Exception {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            %s
            inputs:
              who: {type: string}
            resources:
              last:
                type: core.value
                properties: {text: "${inputs.who}"}
            """.formatted(keeping(kept)));
        var all = new ArrayList<Program>();
        for (var i = 0; i < PROCESSES; i++) {
            all.add(apply(Map.of(), "--lock-timeout", PATIENCE.toMinutes() + "m", "--input", "who=w" + i));
        }
        for (var program : all) {
            var run = program.await(PATIENCE);
            assertThat(run.code()).as(run.toString()).isZero();
        }

        var state = (Value.Map) Json.read(
                start(Map.of(), "state", "pull", "--input", "who=w0").await().out());
        assertThat(state.integer("serial")).contains(PROCESSES);
        assertThat(state.map("resources")
                        .map("last")
                        .map("applied")
                        .string("text")
                        .orElseThrow())
                .matches("w\\d+");
        requireOnlyTheStateIsLeft(kept);
    }
}
